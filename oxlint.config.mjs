import { existsSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import manifest from './package.json' with { type: 'json' };

const node = builtinModules.map((name) => `node:${name}`);
const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

/** The files, without their extension, and folders in a folder of the project. */
const namesIn = (folder) =>
  readdirSync(`${import.meta.dirname}/${folder}`).map((name) => name.replace(/\..*$/, ''));

const without = (names, allowed) => names.filter((name) => !allowed.includes(name));
const module = (...names) => `^(${names.join('|')})$`;
const packaged = (...names) => `^(${names.join('|')})(/|$)`;
const folder = (...names) => `(^|/)(${names.join('|')})/`;
/** The content of a folder of `src` except these files and folders. */
const within = (name, allowed) => `(^|/)${name}/(${without(namesIn(`src/${name}`), allowed).join('|')})(/|$)`;

const zone = (files, forbidden, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...forbidden.map((regex) => ({ regex, message })),
          { regex: packaged('eventsource-parser'), message: 'coze/transport/sse.ts is its only user.' },
        ],
      },
    ],
  },
});

const topLevel = [...namesIn('src'), 'webview'];

/** What a folder of `src` may not import, if these `folders`, these `modules` of npm and these of the platform are allowed. */
const allBut = ({ folders = [], modules = packages, platform = [] }) => [
  folder(...without(topLevel, folders)),
  module(...without([...node, 'vscode'], platform)),
  ...(modules === packages ? [] : [packaged(...without(packages, modules))]),
];

/**
 * The layer rule: what each folder of `src` may import, from the first folder to the last, and the message that is printed for
 * any other import. The first entry is for files that no other entry names: only the parser of event streams is forbidden.
 */
const layers = [
  zone(['src/**', 'webview/**'], [], ''),
  zone(
    ['src/shared/**'],
    allBut({ folders: ['shared'], modules: ['valibot'] }),
    'shared is pure: it imports only its siblings and valibot, because host, webview and tests all run it.',
  ),
  zone(
    ['src/markdown/**'],
    allBut({ folders: ['markdown'], modules: ['markdown-it'] }),
    'markdown holds the one parser configuration for host and webview: markdown-it and its siblings only.',
  ),
  zone(
    ['src/simulator/**'],
    allBut({ folders: ['simulator'] }),
    'simulator is a separate service, (Request) => Promise<Response>: it imports only its siblings.',
  ),
  zone(
    ['src/coze/**'],
    allBut({ folders: ['coze', 'shared'], platform: node }),
    'coze is the wire: it may import shared only, and fetch is injected.',
  ),
  ...['text', 'errors', 'wire', 'transport', 'endpoints'].map((name, index, names) =>
    zone(
      [`src/coze/${name}/**`],
      [
        ...allBut({ folders: ['coze', 'shared'], platform: node }),
        ...(index + 1 < names.length ? [folder(...names.slice(index + 1))] : []),
      ],
      `The folders of coze import one way: ${names.join(' <- ')}; from outside only shared.`,
    ),
  ),
  zone(
    ['src/runs/**'],
    allBut({ folders: ['runs', 'shared', 'coze'], platform: ['node:timers/promises'] }),
    'runs drives one run from request to end: it may import shared and coze, and stores nothing.',
  ),
  zone(
    ['src/storage/**'],
    allBut({ folders: ['storage', 'shared'], platform: node }),
    'storage persists data on disk: it may import shared.',
  ),
  zone(
    ['src/storage/journal/**'],
    [...allBut({ folders: ['storage', 'shared'], platform: node }), folder('conversations', 'conversation')],
    'The journal is independent of the meaning of its events: see its README.md.',
  ),
  zone(
    ['src/usage/**'],
    allBut({ folders: ['usage', 'shared', 'storage'], platform: node }),
    'usage counts runs: it may import shared and the journal of storage.',
  ),
  zone(
    ['src/recording/**'],
    allBut({ folders: ['recording', 'shared', 'coze', 'runs', 'storage'], platform: node }),
    'recording keeps what runs sent and received: it may import shared, coze, runs and the journal of storage.',
  ),
  zone(
    ['src/chat/**'],
    allBut({ folders: ['chat', 'shared', 'coze', 'runs', 'storage', 'usage', 'recording'], platform: node }),
    'chat holds the use cases: it may import shared, coze, runs, storage, usage and recording, never vscode.',
  ),
  zone(
    ['src/client/**'],
    allBut({ folders: ['client', 'shared', 'coze', 'onDemand'], platform: node }),
    'client routes requests to coze or, for the demo, to the simulator: it may import shared, coze and onDemand.',
  ),
  zone(
    ['src/chatflowTests/**'],
    allBut({ folders: ['chatflowTests', 'shared', 'coze', 'runs', 'recording'], platform: node }),
    'chatflowTests reads and runs test files: it may import shared, coze, runs and recording. Editor and command line use it.',
  ),
  zone(
    ['src/cli/**'],
    [
      ...allBut({
        folders: [
          'cli',
          'shared',
          'coze',
          'runs',
          'recording',
          'chatflowTests',
          'client',
          'simulator',
          'host',
        ],
        platform: node,
      }),
      within('host', ['entries', 'attachments']),
    ],
    'cli is the command line: no VS Code, no view, and of host only the reading of profiles and of files.',
  ),
  zone(
    ['src/host/**'],
    [folder('client', 'simulator', 'cli', 'webview'), within('coze', ['cozeApi'])],
    'host adapts VS Code: it may import shared, markdown, chat and the types of coze/cozeApi; extension.ts passes it the wire.',
  ),
  zone(
    ['webview/**'],
    [`(^|/)src/(${without(topLevel, ['shared', 'markdown']).join('|')})/`, module('vscode', ...node)],
    'the webview may import src/shared and src/markdown only.',
  ),
  { files: ['src/coze/transport/sse.ts'], rules: { 'no-restricted-imports': 'off' } },
];

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

const named = (...rules) => Object.fromEntries(rules.map((name) => [name, 'error']));

export default {
  plugins: ['typescript', 'oxc'],
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  categories: { correctness: 'error' },
  // The types of test/bench/peers come from packages that only the benches and `npm run test:deep` install.
  ignorePatterns: [
    ...['**/dist/', '.cache/', '.vscode-test/', '**/node_modules/'],
    ...(existsSync(`${import.meta.dirname}/test/bench/node_modules`) ? [] : ['test/bench/peers/']),
  ],
  rules: {
    ...named(
      'no-array-constructor',
      'no-case-declarations',
      'no-console',
      'no-empty',
      'no-eval',
      'no-fallthrough',
      'no-new-func',
      'no-prototype-builtins',
      'no-regex-spaces',
      'no-undef',
      'no-unexpected-multiline',
      'no-useless-assignment',
      'no-useless-constructor',
      'no-var',
      'prefer-const',
      'prefer-rest-params',
      'prefer-spread',
      'preserve-caught-error',
    ),
    'typescript/require-array-sort-compare': 'off',
    'no-unused-vars': ['error', { ignoreRestSiblings: true }],
    'no-restricted-properties': ['error', ...htmlSinks],
  },
  overrides: [
    {
      files: ['**/*.ts'],
      rules: {
        'no-undef': 'off',
        ...named(
          'typescript/ban-ts-comment',
          'typescript/consistent-type-imports',
          'typescript/no-deprecated',
          'typescript/no-dynamic-delete',
          'typescript/no-empty-object-type',
          'typescript/no-explicit-any',
          'typescript/no-extraneous-class',
          'typescript/no-generated-empty-object-type',
          'typescript/no-invalid-void-type',
          'typescript/no-misused-promises',
          'typescript/no-mixed-enums',
          'typescript/no-namespace',
          'typescript/no-non-null-asserted-nullish-coalescing',
          'typescript/no-non-null-assertion',
          'typescript/no-require-imports',
          'typescript/no-unnecessary-boolean-literal-compare',
          'typescript/no-unnecessary-condition',
          'typescript/no-unnecessary-template-expression',
          'typescript/no-unnecessary-type-arguments',
          'typescript/no-unnecessary-type-assertion',
          'typescript/no-unnecessary-type-constraint',
          'typescript/no-unnecessary-type-conversion',
          'typescript/no-unnecessary-type-parameters',
          'typescript/no-unsafe-argument',
          'typescript/no-unsafe-assignment',
          'typescript/no-unsafe-call',
          'typescript/no-unsafe-enum-comparison',
          'typescript/no-unsafe-function-type',
          'typescript/no-unsafe-member-access',
          'typescript/no-unsafe-return',
          'typescript/only-throw-error',
          'typescript/prefer-literal-enum-member',
          'typescript/prefer-promise-reject-errors',
          'typescript/prefer-reduce-type-parameter',
          'typescript/prefer-return-this-type',
          'typescript/related-getter-setter-pairs',
          'typescript/require-await',
          'typescript/return-await',
          'typescript/unified-signatures',
          'typescript/use-unknown-in-catch-callback-variable',
        ),
        'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        'typescript/restrict-plus-operands': [
          'error',
          {
            allowAny: false,
            allowBoolean: false,
            allowNullish: false,
            allowNumberAndString: false,
            allowRegExp: false,
          },
        ],
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      },
    },
    ...layers,
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
    { files: ['webview/trust/sanitize.ts'], rules: { 'no-restricted-properties': 'off' } },
    {
      files: ['src/host/**', 'src/extension.ts'],
      rules: { 'no-restricted-properties': ['error', ...htmlSinks, ...trustedMarkdown] },
    },
    {
      files: ['test/**/*.ts'],
      rules: { 'typescript/no-non-null-assertion': 'off', 'typescript/no-unnecessary-condition': 'off' },
    },
    {
      files: [
        'test/bench/**/*.ts',
        'test/host/**',
        'test/support/report.ts',
        'test/ui/screenshots/screenshots.ts',
        '**/*.mjs',
      ],
      rules: { 'no-console': 'off' },
    },
    { files: ['**/*.mjs', '**/*.js'], env: { node: true } },
    { files: ['test/host/{openChat,vscode/testDriver}/*.js'], env: { commonjs: true } },
  ],
};
