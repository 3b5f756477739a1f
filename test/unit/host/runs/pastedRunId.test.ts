import assert from 'node:assert/strict';
import { linkedRunId, pastedRunId } from '../../../../src/host/runs/pastedRunId';

const id = '7531234567890123456';

describe('The ID of a run in a pasted text', () => {
  const texts: Readonly<Record<string, readonly [pasted: string, id: string | undefined]>> = {
    'an ID alone': [id, id],
    'an ID with spaces around it': [`  ${id}\n`, id],
    'a log ID': ['20261129110000ABCDEF0123456789ABCD', '20261129110000ABCDEF0123456789ABCD'],
    'the ID of the extension': ['0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    'a debug link': [
      `https://www.coze.cn/work_flow?execute_id=${id}&space_id=7000000000000000001&workflow_id=7000000000000000002`,
      id,
    ],
    'a debug link within a sentence': [
      `See https://www.coze.cn/work_flow?execute_id=${id}&space_id=1, please`,
      id,
    ],
    'a link to the extension': [`vscode://coze-workflow-chat.coze-workflow-chat/open?run=${id}`, id],
    'JSON of an error': [`{"code":4200,"detail":{"logid":"${id}A"}}`, `${id}A`],
    'an ID in quotes': [`"${id}",`, id],
    'an ID in backticks': [`\`${id}\``, id],
    'a log line with other words': [`Coze run: failed, chat_id: unknown, logid=${id}`, id],
    'JSON within a string': [`{"msg":"{\\"logid\\": \\"${id}\\"}"}`, id],
    'the name on the page': [`Log ID: ${id}`, id],
    'the name in Chinese': [`日志 Log ID：${id}`, id],
    'an execution': [`Execution ID: ${id}`, id],
    'a conversation': [`conversation_id=${id}`, id],
    'a chat before its conversation': [`conversation_id: 7000000000000000001, chat_id: ${id}`, id],
    'a link without an ID': ['https://www.coze.cn/work_flow?space_id=7000000000000000001', undefined],
    'a token': ['pat_0123456789abcdefghij', undefined],
    'a token beside an ID': [`pat_0123456789abcdefghij chat_id=${id}`, undefined],
    'an empty text': ['  ', undefined],
    'a sentence': ['What is wrong with this run?', undefined],
    'an ID that is too short': ['12345', undefined],
    'an ID that is too long': ['7'.repeat(129), undefined],
    'a link with an ID that is none': ['https://x.example/?execute_id=<script>alert(1)</script>', undefined],
    'a link with an ID that is a path': ['https://x.example/?run=../../etc/passwd', undefined],
  };
  for (const [name, [pasted, expected]] of Object.entries(texts)) {
    it(`is found, or is not there, in ${name}`, () => {
      assert.equal(pastedRunId(pasted), expected);
    });
  }

  it('is searched for in the beginning of a huge text only', () => {
    assert.equal(pastedRunId(`${' '.repeat(5)}${'x '.repeat(1_000_000)}run=${id}`), undefined);
  });
});

describe('A link to the extension', () => {
  const run = (link: string) => {
    const { pathname, searchParams } = new URL(`vscode://coze-workflow-chat.coze-workflow-chat${link}`);
    return linkedRunId(pathname, searchParams.get('run'));
  };

  it('names the run that it opens', () => {
    assert.equal(run(`/open?run=${id}`), id);
    assert.equal(run(`/open?windowId=_blank&run=${id}`), id);
  });

  const hostile: Readonly<Record<string, string>> = {
    'another path': `/run?run=${id}`,
    'no path': `?run=${id}`,
    'a longer path': `/open/x?run=${id}`,
    'no run': '/open',
    'an empty run': '/open?run=',
    'a path in place of an ID': '/open?run=..%2F..%2Fetc%2Fpasswd',
    'a command': '/open?run=command%3Aworkbench.action.reloadWindow',
    'an address': '/open?run=https%3A%2F%2Fevil.example%2F',
    'a script': '/open?run=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    'line breaks': '/open?run=7531%0A234567',
    'marks of direction': '/open?run=7531234%E2%80%AE567',
    'a long text': `/open?run=${'7'.repeat(5_000)}`,
    'a token': '/open?run=pat_0123456789abcdefghij',
    'other names': '/open?command=coze.clearToken&execute_id=7531234567890123456',
  };
  for (const [name, link] of Object.entries(hostile)) {
    it(`is refused with ${name}`, () => {
      assert.equal(run(link), undefined);
    });
  }
});
