import { bootstrap } from './host/bootstrap.mjs';

await bootstrap();
await import('./host/layers/runLayers.ts');
