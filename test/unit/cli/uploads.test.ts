import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { canary, CliFolder, fileOf, serviceFor } from './support';

const uploadPath = '/v1/files/upload';

describe('The files of chatflow tests', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  beforeEach(async () => {
    folder = await CliFolder.create({
      'docs/notes.txt': 'notes\n',
      'notes.txt': 'others\n',
      'docs/empty.txt': '',
    });
    service = await serviceFor();
  });

  afterEach(async () => {
    await service.mount.close();
    await folder.remove();
  });

  const run = (...args: string[]) => folder.run(['run', ...args], service.env);
  const pathsOf = ({ mount } = service): readonly string[] => mount.requests.map(({ path }) => path);
  const messageOf = (body: string) => {
    const { additional_messages, parameters } = JSON.parse(body) as {
      additional_messages: { content: string }[];
      parameters: Record<string, unknown>;
    };
    return { content: additional_messages.at(-1)?.content ?? '', parameters };
  };

  it('are uploaded once for a run, relative to the test file, and count as calls', async () => {
    await folder.write(
      'docs/a.coze-test.yaml',
      fileOf(
        '  - name: a\n    repeat: 2\n    parameters: { paper: { file: notes.txt }, more: [{ file: ../notes.txt }, text] }\n' +
          '    turns: [{ user: look, files: [./notes.txt, "https://example.com/a.png"] }]\n',
      ),
    );
    assert.match((await run('--dry-run')).stdout, /1 test, at most 4 calls/);
    const ended = await run('--json', 'r.json');
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(
      pathsOf().filter((path) => path === uploadPath),
      [uploadPath, uploadPath],
    );
    const [first, , chat] = service.mount.requests;
    assert.match(first?.body ?? '', /filename="notes\.txt"[^]*notes\n/);
    const { content, parameters } = messageOf(chat?.body ?? '');
    assert.match(content, /\\?"file_id\\?":/);
    assert.match(content, /example\.com/);
    assert.match(String(parameters['paper']), /^\{"file_id":"\d+"\}$/);
    assert.match(JSON.stringify(parameters['more']), /^\["\{.*file_id.*","text"\]$/);
    const report = JSON.parse(await folder.read('r.json')) as { totals: { calls: number } };
    assert.equal(report.totals.calls, 4);
    assert.equal((await run('--budget-calls', '3')).code, 4);
  });

  it('are uploaded from members and items at any depth of an input', async () => {
    await folder.write(
      'docs/a.coze-test.yaml',
      fileOf(
        '  - name: a\n    data: [{ paper: notes.txt }]\n' +
          '    parameters: { order: { papers: [{ page: { file: "${paper}" } }], logo: { file: https://example.com/a.png } } }\n' +
          '    turns: [{ user: look }]\n',
      ),
    );
    assert.match((await run('--dry-run')).stdout, /at most 2 calls/);
    const ended = await run();
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(pathsOf().length, 2);
    const { parameters } = messageOf(service.mount.requests.at(-1)?.body ?? '');
    const { papers, logo } = parameters['order'] as { papers: { page: string }[]; logo: string };
    assert.match(papers[0]?.page ?? '', /^\{"file_id":"\d+"\}$/);
    assert.equal(logo, 'https://example.com/a.png');
  });

  it('are checked before anything is sent within an input, too', async () => {
    await folder.write(
      'docs/a.coze-test.yaml',
      fileOf('  - name: a\n    parameters: { a: [{ b: { file: none.txt } }] }\n    turns: [{ user: x }]\n'),
    );
    const ended = await run();
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /none\.txt cannot be read/);
    assert.equal(service.mount.requests.length, 0);
  });

  it('are named by the test file only, not by a value of the service', async () => {
    await folder.write(
      'docs/a.coze-test.yaml',
      fileOf(
        '  - name: a\n    parameters: { paper: "${saved}" }\n    data: [{ saved: { file: notes.txt } }]\n' +
          '    turns: [{ user: look }]\n',
      ),
    );
    const ended = await run();
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const [chat, ...others] = service.mount.requests;
    assert.deepEqual(others, []);
    assert.deepEqual(messageOf(chat?.body ?? '').parameters['paper'], { file: 'notes.txt' });
  });

  it('are sent to a self-hosted server as an address', async () => {
    const own = await serviceFor({ dialect: 'selfHosted' });
    try {
      await folder.write(
        'docs/a.coze-test.yaml',
        fileOf('  - name: a\n    parameters: { paper: { file: notes.txt } }\n    turns: [{ user: hello }]\n'),
      );
      const ended = await folder.run(['run'], own.env);
      assert.equal(ended.code, 0, ended.stdout);
      const chat = own.mount.requests.at(-1);
      assert.match(
        String(messageOf(chat?.body ?? '').parameters['paper']),
        /^http.*x-wf-file_name=notes\.txt$/,
      );
    } finally {
      await own.mount.close();
    }
  });

  it('take part in data, and are not needed in a replay', async () => {
    await folder.write(
      'docs/a.coze-test.yaml',
      fileOf(
        '  - name: a\n    data: [{ paper: notes.txt }, { paper: ../notes.txt }]\n    turns: [{ user: look, files: ["${paper}"] }]\n',
      ),
    );
    assert.equal((await run('--record')).lastLine, '2 passed, 0 failed');
    const sent = service.mount.requests.length;
    assert.equal(sent, 4);
    assert.equal((await run('--replay')).lastLine, '2 passed, 0 failed');
    assert.equal(service.mount.requests.length, sent);
  });

  const rows = [
    { title: 'a missing file', name: 'none.txt', message: /none\.txt cannot be read/ },
    { title: 'an empty file', name: 'empty.txt', message: /empty\.txt is empty/ },
    { title: 'a folder', name: '../docs', message: /cannot be read/ },
    { title: 'a file outside of the folder', name: '../../outside.txt', message: /outside the folder/ },
    { title: 'a link that leads outside', name: 'link.txt', message: /outside the folder/ },
    { title: 'an absolute path', name: '/etc/hostname', message: /relative to the test file/ },
    { title: 'a drive', name: 'C:\\a.txt', message: /relative to the test file/ },
    { title: 'another scheme', name: 'file:///etc/hostname', message: /relative to the test file/ },
  ];
  for (const { title, name, message } of rows) {
    it(`are checked before anything is sent: ${title}`, async () => {
      await symlink('/etc/hostname', `${folder.path}/docs/link.txt`);
      await folder.write(
        'docs/a.coze-test.yaml',
        fileOf(
          `  - name: a\n    turns:\n      - user: hello\n        files: ['${name}']\n` +
            `  - name: b\n    parameters:\n      paper: { file: '${name}' }\n    turns: [{ user: hello }]\n`,
        ),
      );
      const ended = await run();
      assert.equal(ended.code, 2, ended.stdout + ended.stderr);
      const lines = ended.stderr.trim().split('\n');
      assert.deepEqual(
        lines.map((line) => /:(\d+):\d+: /.exec(line)?.[1]),
        ['7', '10'],
      );
      for (const line of lines) assert.match(line, message);
      assert.equal(service.mount.requests.length, 0);
      assert.ok(!ended.stderr.includes(canary));
    });
  }

  it('are an error where the service refuses them, and are not sent a second time', async () => {
    const small = await serviceFor({ mostUploadBytes: 2 });
    try {
      await folder.write(
        'docs/a.coze-test.yaml',
        fileOf(
          ['a', 'b']
            .map((name) => `  - name: ${name}\n    turns: [{ user: hello, files: [notes.txt] }]\n`)
            .join(''),
        ),
      );
      const ended = await folder.run(['run', '--json', 'r.json'], small.env);
      assert.equal(ended.lastLine, '0 passed, 0 failed, 2 errors');
      assert.equal(ended.code, 3);
      assert.deepEqual(pathsOf(small), [uploadPath]);
      assert.match(await folder.read('r.json'), /"calls": 1,/);
    } finally {
      await small.mount.close();
    }
  });
});

describe('A test that is stopped', () => {
  it('is cancelled at the service, once, with its ids', async () => {
    const folder = await CliFolder.create({});
    const service = await serviceFor();
    const stopAfter = async (milliseconds: number) => {
      const test = `  - name: a\n    timeout: ${String(milliseconds)}ms\n    turns: [{ user: stall }]\n`;
      await folder.write('a.coze-test.yaml', fileOf(test));
      const before = service.mount.requests.length;
      const ended = await folder.run(['run', '--json', 'r.json'], service.env);
      assert.equal(ended.lastLine, '0 passed, 0 failed, 1 errors');
      return service.mount.requests.slice(before + 1);
    };
    try {
      let afterwards = await stopAfter(300);
      // A busy machine may not have read the first event by then, without which nothing can be cancelled.
      if (afterwards.length === 0) afterwards = await stopAfter(5_000);
      const [cancel, ...others] = afterwards;
      assert.equal(cancel?.path, '/v3/chat/cancel');
      assert.deepEqual(others, []);
      const { ids } = (
        JSON.parse(await folder.read('r.json')) as {
          tests: { turns: { ids: { conversation: string; chat: string } }[] }[];
        }
      ).tests[0]!.turns[0]!;
      assert.deepEqual(JSON.parse(cancel.body), { conversation_id: ids.conversation, chat_id: ids.chat });
    } finally {
      await service.mount.close();
      await folder.remove();
    }
  });
});
