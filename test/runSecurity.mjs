import { spawnSync } from 'node:child_process';

// Every hostile text, at every prefix and in every field; `npm test` takes a sample of them.
const files = ['test/view/markdown/security.test.ts', 'test/view/question/hostileFields.test.ts'];
const build = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
const mocha = [
  '--import',
  'tsx',
  'node_modules/mocha/bin/mocha.js',
  '--timeout',
  '60000',
  '--exit',
  ...files,
];
const env = { ...process.env, COZE_SECURITY: 'all' };
const tests = spawnSync(process.execPath, mocha, { stdio: 'inherit', env });
process.exit(build.status || tests.status || 0);
