import { spawnSync } from 'node:child_process';
import { bootstrap, installPackages } from '../host/bootstrap.mjs';

/** Runs a bench by its name. The packages that only benches need are installed before the first run. */
const name = process.argv[2];
await bootstrap();
installPackages(import.meta.dirname);
const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import(`./${name}.ts`);
