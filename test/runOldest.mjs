import { bootstrap } from './host/bootstrap.mjs';

await bootstrap();
process.env.TEST_VSCODE = 'oldest';
process.argv.push('integration', 'smoke');
await import('./host/layers/runLayers.ts');
