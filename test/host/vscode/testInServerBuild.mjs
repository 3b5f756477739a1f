#!/usr/bin/env node
import { bootstrap } from '../bootstrap.mjs';

// The executable for runTests({ vscodeExecutablePath }) if the desktop build is unavailable.
await bootstrap();
await import('./testInServerBuild.ts');
