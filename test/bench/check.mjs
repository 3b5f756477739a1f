import { spawnSync } from 'node:child_process';
import { bootstrap, installPackages } from '../host/bootstrap.mjs';

/** Type-checks and lints `peers`, whose packages `npm test` does not install. */
await bootstrap();
installPackages(import.meta.dirname);
const statuses = [
  ['node_modules/typescript/bin/tsc', '-p', 'test/bench'],
  ['node_modules/oxlint/bin/oxlint', '--config', 'oxlint.config.mjs', 'test/bench/peers'],
].map((args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status);
process.exit(statuses.every((status) => status === 0) ? 0 : 1);
