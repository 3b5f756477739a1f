import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { say } from '../../src/cli/words/words';
import type { ErrorInfo } from '../../src/shared/errorInfo';
import { closeUp, keepSpaces } from '../../src/shared/text/closeUp';
import { errorsEn } from '../../src/shared/text/tables/errors.en';
import { errorsZhCn } from '../../src/shared/text/tables/errors.zhCn';
import { errorInWords } from '../../src/onDemand/content';
import { errorText } from '../../src/shared/text/errorText';
import { conversationEn } from '../../src/shared/text/tables/conversation.en';
import { connectionEn } from '../../src/shared/text/tables/connection.en';
import { connectionZhCn } from '../../src/shared/text/tables/connection.zhCn';
import { comparisonEn } from '../../src/shared/text/tables/comparison.en';
import { comparisonZhCn } from '../../src/shared/text/tables/comparison.zhCn';
import { runEn } from '../../src/shared/text/tables/run.en';
import { runZhCn } from '../../src/shared/text/tables/run.zhCn';
import { usageEn } from '../../src/shared/text/tables/usage.en';
import { usageZhCn } from '../../src/shared/text/tables/usage.zhCn';
import { attachmentsEn } from '../../webview/words/attachments.en';
import { attachmentsZhCn } from '../../webview/words/attachments.zhCn';
import { formEn } from '../../webview/words/form.en';
import { viewEn } from '../../webview/words/view.en';
import { hostFiles, hostStrings } from '../support/hostStrings';

const root = `${__dirname}/../..`;
const read = (name: string) => JSON.parse(readFileSync(`${root}/${name}`, 'utf8')) as Record<string, string>;
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('The words of the host', () => {
  const shown = hostStrings(hostFiles(root));
  const chinese = read('l10n/bundle.l10n.zh-cn.json');

  it('are found in the code', () => {
    assert.ok(shown.includes('Send this selection?'));
    assert.ok(shown.includes('Demo'));
  });

  it('are all there in Chinese, and nothing else is', () => {
    assert.deepEqual(Object.keys(chinese).sort(), shown);
  });

  it('are Chinese where they are translated', () => {
    const hasWords = (english: string) => /[a-z]/i.test(english.replace(/\{\w+\}/g, ''));
    const same = Object.entries(chinese).filter(
      ([english, text]) => hasWords(english) && !/\p{Script=Han}/u.test(text) && !/Token/.test(text),
    );
    assert.deepEqual(same, []);
  });

  it('keep their placeholders', () => {
    for (const [english, translated] of Object.entries(chinese)) {
      assert.deepEqual(placeholders(translated), placeholders(english), english);
    }
  });

  it('call the verdict of a test what the command line calls it', () => {
    for (const verdict of ['passed', 'failed', 'flaky', 'error', 'skipped'] as const) {
      const shownName = say('en', verdict).replace(/^./, (first) => first.toUpperCase());
      assert.ok(shown.includes(shownName), shownName);
      assert.equal(chinese[shownName], say('zh', verdict), shownName);
    }
  });
});

describe('The words of every table', () => {
  const bundle = read('l10n/bundle.l10n.zh-cn.json');
  const english = [
    ...Object.values(read('package.nls.json')),
    ...Object.keys(bundle),
    ...Object.values(viewEn),
    ...Object.values(attachmentsEn),
    ...Object.values(conversationEn),
    ...Object.values(formEn),
    ...flatTexts(connectionEn).values(),
    ...flatTexts(usageEn).values(),
    ...flatTexts(runEn).values(),
    ...flatTexts(comparisonEn).values(),
    ...Object.values(errorsEn.reasons).flatMap((reason) => Object.values(reason) as string[]),
  ];

  it('spell "ID" in capitals', () => {
    assert.deepEqual(
      english.filter((text) => /\bids?\b/.test(text.replace(/\{\w+\}/g, ''))),
      [],
    );
  });

  it('are plain English, without phrases that have to be decoded', () => {
    const odd =
      /\b(?:whoever|anew|nobody|of its own|may go on|stand in between|had arrived|held back|left out|in its words|on a Mac)\b/i;
    assert.deepEqual(
      english.filter((text) => odd.test(text)),
      [],
    );
  });

  it('have no noun in the plural for a number that can be 1', () => {
    const counted = english.filter((text) =>
      /\{(?:count|runs|tokens|calls|lines|characters|shown|elsewhere|refused)\} (?:[a-z]+ )?[a-z]+s\b/.test(
        text,
      ),
    );
    // The number is never 1, or another text is shown for 1.
    const allowed =
      /^(?:Paste \{count\} lines|Upload \{count\} files|Delete the recordings of \{count\} runs|(?:Run|Send this input) \{count\} times|A message can have at most|The file has these|At least \{count\} characters|Only the first|The text is (?:too|very) long|Not run: the tests could make|\{count\} (?:calls to|conversations|different|earlier|events|recordings|runs|tokens)\b)/;
    assert.deepEqual(
      counted.filter((text) => !allowed.test(text)),
      [],
    );
  });

  it('say tokens wherever they count what went in and out', () => {
    const counts = english.filter((text) => / in · .* out/.test(text));
    assert.equal(counts.length, 2);
    assert.deepEqual(
      counts.filter((text) => !/tokens/i.test(text)),
      [],
    );
  });
});

for (const [page, en, zhCn] of [
  ['Connection', connectionEn, connectionZhCn],
  ['Run', runEn, runZhCn],
  ['Usage', usageEn, usageZhCn],
  ['Comparison', comparisonEn, comparisonZhCn],
] as const)
  describe(`The words of the page "${page}"`, () => {
    it('keep their placeholders in Chinese', () => {
      const chinese = flatTexts(zhCn);
      for (const [key, english] of flatTexts(en))
        assert.deepEqual(placeholders(chinese.get(key) ?? ''), placeholders(english), key);
    });
  });

describe('The words of the attachments', () => {
  it('keep their placeholders in Chinese', () => {
    const chinese = flatTexts(attachmentsZhCn);
    for (const [key, english] of flatTexts(attachmentsEn))
      assert.deepEqual(placeholders(chinese.get(key) ?? ''), placeholders(english), key);
  });
});

/** All texts of a table, by their path. */
function flatTexts(table: object, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([key, value]: [string, string | object]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...flatTexts(value, `${path}${key}.`)],
    ),
  );
}

describe('Chinese with values filled in', () => {
  it('has spaces around Latin letters and none within Chinese', () => {
    const error: ErrorInfo = { kind: 'network', reason: 'connectionReset', remedies: [] };
    assert.equal(errorText(error, errorsZhCn).message, '与服务端的连接已断开。');
    const known = errorText({ ...error, params: { host: 'api.coze.cn' } }, errorsZhCn);
    assert.equal(known.message, '与 api.coze.cn 的连接已断开。');
    assert.equal(closeUp('发消息给 演示 流 v2 试试'), '发消息给演示流 v2 试试');
    assert.equal(closeUp(`与 ${keepSpaces('客服 机器人')} 对话。 好`), '与客服 机器人对话。好');
    const refused: ErrorInfo = {
      kind: 'auth',
      reason: 'tokenInvalid',
      remedies: [],
      code: '4100',
      params: { host: 'api.coze.cn', otherHost: 'api.coze.com' },
    };
    const inWords = errorInWords(refused, 'zh');
    assert.doesNotMatch(inWords, /[。：，（）] | [（）]/);
    assert.ok(inWords.endsWith('（错误码 4100）'), inWords);
  });
});

describe('The words of the manifest', () => {
  const english = read('package.nls.json');
  const chinese = read('package.nls.zh-cn.json');
  const manifest = readFileSync(`${root}/package.json`, 'utf8');
  const used = [...new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ''))].sort();

  it('are all there in English, and nothing else is', () => {
    assert.deepEqual(Object.keys(english).sort(), used);
  });

  it('are all there in Chinese, and nothing else is', () => {
    assert.deepEqual(Object.keys(chinese).sort(), used);
  });

  it('are Chinese where they are translated', () => {
    const same = Object.entries(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text));
    assert.deepEqual(same, []);
  });

  it('offer the same commands in links', () => {
    const links = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\(command:[\w.]+\)/g)].map(([link]) => link);
    for (const key of used) assert.deepEqual(links(chinese[key]), links(english[key]), key);
  });
});
