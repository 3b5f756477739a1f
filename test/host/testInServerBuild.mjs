#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs';

// The executable for runTests({ vscodeExecutablePath }): a VS Code where the desktop build cannot be had.
await bootstrap();
await import('./testInServerBuild.ts');
