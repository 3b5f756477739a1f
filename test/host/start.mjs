import { bootstrap } from './bootstrap.mjs';

await bootstrap();
await import('./vscode/startVsCode.ts');
