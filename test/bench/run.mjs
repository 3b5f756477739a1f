import { spawnSync } from 'node:child_process';
import { bootstrap, installPackages } from '../host/bootstrap.mjs';

/** Runs a bench by its name. Installs the packages that only the benches need. */
const name = process.argv[2];
await bootstrap();
installPackages(import.meta.dirname);
const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import(`./${name}/${name}.ts`);
