import { bootstrap } from '../../host/bootstrap.mjs';

await bootstrap();
await import('./screenshots.ts');
