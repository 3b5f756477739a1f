import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../host/paths';

const helper = path.join(projectRoot, 'test/support/temporaryFolder.ts');

describe('A temporary folder of a test', () => {
  for (const end of ['process.exit(3);', 'throw new Error("a failed test");']) {
    it(`is removed with the process that ends by ${end}`, async () => {
      const program = `
        const { writeFileSync } = require('node:fs');
        const { temporaryFolder } = require(${JSON.stringify(helper)});
        const folder = temporaryFolder('coze-temporary-');
        writeFileSync(folder + '/file', 'x');
        process.stdout.write(folder, () => { ${end} });`;
      const folder = await new Promise<string>((resolve) => {
        execFile(
          process.execPath,
          ['--import', 'tsx', '--eval', program],
          { cwd: projectRoot },
          (_error, stdout) => resolve(stdout),
        );
      });
      assert.match(folder, /coze-temporary-\w+$/);
      assert.ok(!existsSync(folder));
    });
  }

  it('is created in no other way by a test', () => {
    const files = ['unit', 'view', 'ui'].flatMap((layer) =>
      readdirSync(path.join(projectRoot, 'test', layer), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => path.join(projectRoot, 'test', layer, name)),
    );
    assert.ok(files.length > 300);
    const others = files.filter((file) => /mkdtemp\w*\([^)]*tmpdir/.test(readFileSync(file, 'utf8')));
    assert.deepEqual(others, []);
  });
});
