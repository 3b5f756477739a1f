import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The layer rule:
 *
 *     shared <- coze <- runs <- chat <- host <- extension.ts        shared <- webview
 *     shared <- storage <- usage <- chat        coze, runs, storage <- recording <- chat
 *     coze, runs, recording <- chatflowTests <- host, cli
 *
 * (arrows: "is imported by"). Each zone lists the imports that it forbids, and the message that ESLint prints for them.
 */
const zone = (files, forbidden, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }],
  },
});

const node = String.raw`^node:`;
const vscode = String.raw`^vscode$`;
const folder = (...names) => names.map((name) => String.raw`(^|/)${name}/`);
const any = (...patterns) => patterns.join('|');

/** Each folder of src/coze may import the folders before it. */
const cozeFolders = ['text', 'errors', 'wire', 'transport', 'endpoints'];
const outsideCoze = any(
  vscode,
  ...folder(
    'runs',
    'storage',
    'usage',
    'recording',
    'client',
    'simulator',
    'chat',
    'host',
    'webview',
    'markdown',
  ),
);

const htmlSinks = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
  property,
  message: 'HTML enters the document only through webview/trust/sanitize.ts.',
}));

const trustedMarkdown = [
  { property: 'supportHtml', message: 'No HTML in native Markdown: it could contain text from the service.' },
  {
    property: 'isTrusted',
    allowObjects: ['workspace'],
    message: 'Trusted Markdown runs commands. It must not contain text from the service.',
  },
];

export default tseslint.config(
  // Only the benches install the packages of test/bench/peers; `npm run test:deep` lints it.
  { ignores: ['**/dist/', '.cache/', '.vscode-test/', '**/node_modules/', 'test/bench/peers/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-function': 'off',
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-properties': ['error', ...htmlSinks],
    },
  },
  zone(
    ['src/shared/**'],
    any(
      String.raw`^(?!\.|valibot$)`,
      ...folder('markdown', 'coze', 'runs', 'storage', 'usage', 'simulator', 'chat', 'host', 'webview'),
    ),
    'shared is pure: it imports only its siblings and valibot, because host, webview and tests all run it.',
  ),
  zone(
    ['src/markdown/**'],
    any(
      String.raw`^(?!\.|markdown-it)`,
      ...folder('shared', 'coze', 'runs', 'storage', 'usage', 'simulator', 'chat', 'host', 'webview'),
    ),
    'markdown holds the one parser configuration for host and webview: markdown-it and its siblings only.',
  ),
  ...cozeFolders.map((name, index) =>
    zone(
      [`src/coze/${name}/**`],
      any(outsideCoze, ...folder(...cozeFolders.slice(index + 1))),
      `The folders of coze import one way: ${cozeFolders.join(' <- ')}; from outside only shared.`,
    ),
  ),
  zone(['src/coze/*.ts'], outsideCoze, 'coze is the wire: it may import shared only, and fetch is injected.'),
  zone(
    ['src/simulator/**'],
    any(vscode, node, ...folder('shared', 'runs', 'storage', 'usage', 'chat', 'host', 'webview', 'markdown')),
    'simulator is a separate service: (Request) => Promise<Response>. It may import the types of the wire only.',
  ),
  zone(
    ['src/runs/**'],
    any(
      vscode,
      '^node:(?!timers/)',
      ...folder('storage', 'usage', 'recording', 'chat', 'simulator', 'host', 'webview', 'markdown'),
    ),
    'runs drives one run from request to end: it may import shared and coze, and stores nothing.',
  ),
  zone(
    ['src/storage/**'],
    any(vscode, ...folder('runs', 'usage', 'chat', 'simulator', 'host', 'webview', 'markdown')),
    'storage persists data on disk: it may import shared and the text folder of coze.',
  ),
  zone(
    ['src/storage/journal/**'],
    any(
      vscode,
      ...folder(
        'conversations',
        'conversation',
        'coze',
        'runs',
        'usage',
        'chat',
        'simulator',
        'host',
        'webview',
      ),
    ),
    'The journal is independent of the meaning of its events: see its README.md.',
  ),
  zone(
    ['src/usage/**'],
    any(vscode, ...folder('coze', 'runs', 'chat', 'simulator', 'host', 'webview', 'markdown')),
    'usage counts runs: it may import shared and the journal of storage.',
  ),
  zone(
    ['src/recording/**'],
    any(vscode, ...folder('usage', 'chat', 'client', 'simulator', 'host', 'webview', 'markdown')),
    'recording keeps what runs sent and received: it may import shared, coze, runs and the journal of storage.',
  ),
  zone(
    ['src/chat/**'],
    any(vscode, ...folder('simulator', 'host', 'webview', 'markdown')),
    'chat holds the use cases: it may import shared, coze, runs, storage, usage and recording, never vscode.',
  ),
  zone(
    ['src/client/**'],
    any(vscode, ...folder('runs', 'storage', 'usage', 'chat', 'host', 'webview', 'markdown')),
    'client routes requests to coze or, for the demo, to the simulator: it may import shared and these two.',
  ),
  zone(
    ['src/chatflowTests/**'],
    any(
      vscode,
      ...folder('storage', 'usage', 'chat', 'client', 'simulator', 'cli', 'host', 'webview', 'markdown'),
    ),
    'chatflowTests reads and runs test files: it may import shared, coze, runs and recording. Editor and command line use it.',
  ),
  zone(
    ['src/cli/**'],
    any(
      vscode,
      ...folder(
        'storage',
        'usage',
        'chat',
        'onDemand',
        'webview',
        'markdown',
        'host/(?!entries/|attachments/)',
      ),
    ),
    'cli is the command line: no VS Code, no view, and of host only the reading of profiles and of files.',
  ),
  zone(
    ['src/host/**'],
    any(String.raw`(^|/)coze/(?!cozeApi$)`, ...folder('client', 'simulator', 'webview')),
    'host adapts VS Code: it may import shared, markdown, chat and the types of coze/cozeApi; extension.ts passes it the wire.',
  ),
  zone(
    ['webview/**'],
    any(vscode, node, ...folder('coze', 'runs', 'storage', 'src/usage', 'simulator', 'chat', 'host')),
    'the webview may import src/shared and src/markdown only.',
  ),
  {
    // Split a longer file by idea; replace further branches by a table or a second function. A switch counts as one
    // branch.
    files: ['src/**', 'webview/**'],
    rules: { 'max-lines': ['error', 330], complexity: ['error', { max: 20, variant: 'modified' }] },
  },
  {
    // Scanners branch on every character: splitting one would spread a rule of CommonMark over several functions.
    files: ['src/markdown/**'],
    rules: { complexity: ['error', { max: 30, variant: 'modified' }] },
  },
  {
    files: ['webview/trust/sanitize.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/host/**', 'src/extension.ts'],
    rules: { 'no-restricted-properties': ['error', ...htmlSinks, ...trustedMarkdown] },
  },
  {
    files: ['src/**', 'webview/**'],
    ignores: ['src/coze/transport/sse.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'eventsource-parser', message: 'coze/transport/sse.ts is its only user.' }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: [
      'test/bench/**/*.ts',
      'test/host/**',
      'test/support/report.ts',
      'test/ui/screenshots/screenshots.ts',
      '**/*.mjs',
    ],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/host/openChat/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', exports: 'writable', process: 'readonly' },
    },
  },
);
