import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { commandTable, sideBarCommand, type Command } from '../../src/host/commandTable';
import { userSettings } from '../../src/host/settings/userSettings';

const root = `${__dirname}/../..`;
const readText = (name: string) => readFileSync(`${root}/${name}`, 'utf8');

interface Property {
  readonly order?: number;
  readonly scope?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
}

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly categories: readonly string[];
  readonly activationEvents: readonly string[];
  readonly l10n: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string; readonly node: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly enabledApiProposals?: unknown;
  readonly extensionDependencies?: unknown;
  readonly extensionPack?: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly virtualWorkspaces: boolean;
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly {
      readonly command: string;
      readonly args?: { readonly commands: readonly string[] };
      readonly key: string;
      readonly when?: string;
    }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
    readonly viewsContainers: Readonly<
      Record<
        'activitybar' | 'panel',
        readonly { readonly id: string; readonly title: string; readonly icon: string }[]
      >
    >;
    readonly views: Readonly<
      Record<
        string,
        readonly {
          readonly id: string;
          readonly name: string;
          readonly type?: string;
          readonly icon?: string;
          readonly when?: string;
        }[]
      >
    >;
    readonly walkthroughs: readonly {
      readonly icon: string;
      readonly steps: readonly {
        readonly completionEvents: readonly string[];
        readonly media: { readonly svg: string };
      }[];
    }[];
  };
}

const manifest = JSON.parse(readText('package.json')) as Manifest;
const english = JSON.parse(readText('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const titleOf = (title: string) => english[title.replaceAll('%', '')];
const commands = new Map(contributes.commands.map(({ command, title }) => [command, titleOf(title)]));

describe('The manifest', () => {
  it('names the commands that people and other checks know by these words', () => {
    const known = {
      'coze.askAboutSelection': 'Ask Coze workflow about selection',
      'coze.setToken': 'Set access token',
      'coze.clearToken': 'Clear access token',
      'coze.addWorkflow': 'Add workflow',
      'coze.selectWorkflow': 'Select workflow',
      'coze.newConversation': 'New conversation',
      'coze.stop': 'Stop',
      'coze.focusChat': 'Focus chat',
      'coze.showUsage': 'Show usage',
      'coze.tryDemo': 'Try the demo workflow',
    };
    for (const [command, title] of Object.entries(known)) assert.equal(commands.get(command), title);
  });

  it('has the same commands as the code registers', () => {
    const registered = Object.entries<Command>(commandTable).flatMap(([name, { isInSideBarTitle }]) =>
      isInSideBarTitle ? [name, sideBarCommand(name)] : [name],
    );
    assert.deepEqual([...commands.keys()].sort(), registered.sort());
  });

  it('gives a hint for a base URL that is not that of an API', () => {
    const [property] = contributes.configuration.flatMap(
      ({ properties }) => properties['coze.baseUrl'] ?? [],
    );
    const pattern = new RegExp(property?.pattern ?? '', 'u');
    assert.match(titleOf(property?.patternErrorMessage ?? '') ?? '', /https:\/\/api\.coze\.cn/);
    for (const url of [
      '',
      ' https://api.coze.cn',
      'https://api.coze.com/v1/workflows/chat',
      'https://api.coze.cn:443/',
      'https://coze.example.com:8888',
      'https://my-coze.cn',
      'https://example.com/coze.cn/api',
      'http://localhost:8888',
      'http://127.0.0.1:8888',
      'http://[::1]:8888',
    ])
      assert.match(url, pattern);
    for (const url of [
      'https://www.coze.cn',
      'https://www.coze.com/space/1',
      'https://coze.cn',
      'https://api.coze.cn.',
      'https://api.coze.cn./v1',
      'https://www.coze.cn.',
      'https://api.coze.com.example',
      'http://api.coze.cn',
      'api.coze.cn',
    ])
      assert.doesNotMatch(url, pattern);
  });

  it('puts every command under the category Coze with a title in the string table', () => {
    for (const { category, title, command } of contributes.commands) {
      assert.equal(titleOf(category), 'Coze');
      assert.match(title, /^%command\.\w+%$/);
      assert.ok(titleOf(title), command);
    }
  });

  it('is found in Chinese by 扣子 and by Coze', () => {
    const chinese = JSON.parse(readText('package.nls.zh-cn.json')) as Record<string, string>;
    for (const { category } of contributes.commands) {
      assert.match(chinese[category.replaceAll('%', '')] ?? '', /扣子.*Coze/);
    }
  });

  it('uses only its own commands in menus and keys', () => {
    const own = contributes.keybindings.filter(({ key }) => key !== 'escape');
    for (const { command } of [...Object.values(contributes.menus).flat(), ...own])
      assert.ok(commands.has(command), command);
  });

  it('has each button of a row in a list also in the context menu, which the keyboard opens', () => {
    const items = contributes.menus['view/item/context'] ?? [];
    const inMenu = new Set(
      items
        .filter(({ group }) => !group?.startsWith('inline'))
        .map(({ command, when }) => `${command} ${when}`),
    );
    const buttons = items.filter(({ group }) => group?.startsWith('inline'));
    assert.ok(buttons.length > 0);
    for (const { command, when } of buttons) assert.ok(inMenu.has(`${command} ${when}`), command);
  });

  it('takes Escape only in a box that was opened from a chat, and puts the focus there', () => {
    const escapes = contributes.keybindings.filter(({ key }) => key === 'escape');
    assert.deepEqual(
      escapes.map(({ command, args }) => [command, args?.commands]),
      [
        ['runCommands', ['coze.chat.focus', 'coze.closePrompt']],
        ['runCommands', ['workbench.action.focusActiveEditorGroup', 'coze.closePrompt']],
      ],
    );
    for (const { when = '' } of escapes) {
      for (const part of when.split(' || '))
        assert.match(part, /^inQuickInput && coze\.(prompt|palette)From == '(sideBar|editor)'$/);
    }
  });

  it('offers what is done with a selection only where something is selected', () => {
    assert.deepEqual(
      contributes.menus['editor/context']?.map(({ command, when }) => [command, when]),
      [
        ['coze.askAboutSelection', 'editorHasSelection'],
        ['coze.addSelectionToChat', 'editorHasSelection'],
      ],
    );
  });

  it('takes chords only, but for keys that mean something else in a chat or list, each with a condition', () => {
    for (const { key, when } of contributes.keybindings) {
      assert.ok(when);
      if (key !== 'escape' && !/^(?:coze\.chatFocused|focusedView == coze\.runs) /.test(when))
        assert.match(key, / /);
    }
  });

  it('deletes runs by a key only while the list of runs has the focus', () => {
    const [key, ...others] = contributes.keybindings.filter(({ command }) => command === 'coze.deleteRuns');
    assert.equal(key?.when, 'focusedView == coze.runs && listFocus && !inputFocus');
    assert.deepEqual(others, []);
  });

  it('contributes the container "Coze" with the view "Chat", always, and one for an early badge, never', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id, title }) => [id, title]),
      [['coze', 'Coze']],
    );
    const views = contributes.views['coze'] ?? [];
    assert.deepEqual(
      views.map((view) => [view.id, titleOf(view.name), view.type, view.when]),
      [
        ['coze.chat', 'Chat', 'webview', undefined],
        ['coze.waiting', 'Waiting questions', undefined, 'false'],
      ],
    );
  });

  it('contributes the panel "Coze Runs" with the view "Runs"', () => {
    assert.deepEqual(
      contributes.viewsContainers.panel.map(({ id, title }) => [id, titleOf(title)]),
      [['cozeRuns', 'Coze Runs']],
    );
    assert.deepEqual(
      contributes.views['cozeRuns']?.map((view) => [view.id, titleOf(view.name)]),
      [['coze.runs', 'Runs']],
    );
  });

  it('has the user settings that the code reads, with their defaults and limits', () => {
    const properties = contributes.configuration.flatMap((group) => Object.entries(group.properties));
    const declared = properties
      .filter(([name]) => name !== 'coze.workflows')
      .map(([name, property]) => [name, property.default, property.minimum, property.maximum]);
    const read = Object.entries<(value: unknown) => unknown>(userSettings).map(([key, reader]) => {
      const isNumber = typeof reader(undefined) === 'number';
      const limits = isNumber ? [reader(-1), reader(1e9)] : [undefined, undefined];
      return [`coze.${key}`, reader(undefined), ...limits];
    });
    assert.deepEqual(read.sort(), declared.sort());
  });

  it('gives each setting of a group its own place', () => {
    for (const { properties } of contributes.configuration) {
      const places = Object.values(properties).map(({ order }) => order);
      assert.equal(new Set(places).size, places.length, Object.keys(properties).join());
    }
  });

  it('is found where people look for chats and for tests', () => {
    assert.deepEqual(manifest.categories, ['AI', 'Chat', 'Testing']);
  });

  it('reads the default for an invalid value of a user setting', () => {
    for (const reader of Object.values<(value: unknown) => unknown>(userSettings)) {
      const isFlag = typeof reader(undefined) === 'boolean';
      for (const value of [null, {}, [], isFlag ? 'true' : true, Number.NaN, '', ' '])
        assert.equal(reader(value), reader(undefined));
    }
    assert.equal(userSettings['chat.enterBehavior']('newline'), 'newline');
    assert.equal(userSettings['media.alwaysLoadFromCoze'](true), true);
    assert.equal(userSettings.baseUrl(' https://own.example '), 'https://own.example');
    assert.equal(userSettings.idleTimeout(90), 90);
  });

  it('lets no workspace decide where tokens and time limits go', () => {
    const scopes = Object.fromEntries(
      contributes.configuration.flatMap(({ properties }) =>
        Object.entries(properties).map(([name, { scope }]) => [name, scope]),
      ),
    );
    assert.deepEqual(scopes, {
      'coze.workflows': 'resource',
      'coze.attachments.confirmAboveMegabytes': 'application',
      'coze.baseUrl': 'application',
      'coze.idleTimeout': 'application',
      'coze.media.alwaysLoadFromCoze': 'application',
      'coze.oauth.clientId': 'application',
      'coze.recording.enabled': 'application',
      'coze.recording.maxMegabytes': 'application',
      'coze.tests.confirmAbove': 'application',
      'coze.connectTimeout': 'application',
      'coze.chat.enterBehavior': 'application',
      'coze.usage.dailyTokenBudget': 'application',
    });
  });

  it('restricts what a workspace that is not trusted could redirect', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual([...untrustedWorkspaces.restrictedConfigurations].sort(), [
      'coze.baseUrl',
      'coze.media.alwaysLoadFromCoze',
      'coze.oauth.clientId',
      'coze.workflows',
    ]);
    assert.equal(virtualWorkspaces, true);
  });

  it('is activated by use, and once VS Code is up for the counter and the badge; never earlier', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onStartupFinished',
      'onWebviewPanel:coze.chatPanel',
      'onWebviewPanel:coze.comparison',
      'onWebviewPanel:coze.connection',
      'onWebviewPanel:coze.run',
      'onWebviewPanel:coze.usage',
      'onUri',
    ]);
  });

  it('needs no other extension and no proposed API', () => {
    assert.equal(manifest.enabledApiProposals, undefined);
    assert.equal(manifest.extensionDependencies, undefined);
    assert.equal(manifest.extensionPack, undefined);
  });

  it('names what is bundled as dependencies, so that an audit sees it, and nothing else', () => {
    const sources = ['src', 'webview'].flatMap((folder) =>
      readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readText(`${folder}/${name}`)),
    );
    const imported = sources.flatMap((source) =>
      [...source.matchAll(/(?:from|import) '((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g)].map(
        ([, name = '']) => name,
      ),
    );
    const bundled = new Set(imported.filter((name) => name !== 'vscode' && name !== 'node'));
    assert.deepEqual(Object.keys(manifest.dependencies), [...bundled].sort());
  });

  it('asks for the Node that the documents name', () => {
    const { engines } = manifest;
    assert.equal(engines.node, '>=20.19');
    for (const name of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/chatflow-tests.md'])
      assert.match(readText(name), /Node(?:\.js)? 20\.19 /, name);
  });

  it('is written against the oldest VS Code it asks for', () => {
    const oldest = /^\^(\d+\.\d+)\./.exec(manifest.engines.vscode)?.[1];
    assert.equal(oldest, '1.95', 'raise the oldest supported version on purpose: see docs/release.md');
    assert.ok(manifest.devDependencies['@types/vscode']?.startsWith(`${oldest}.`));
  });

  it('names pictures that are there', () => {
    const pictures = [
      manifest.icon,
      ...Object.values(contributes.viewsContainers).flatMap((all) => all.map(({ icon }) => icon)),
      ...Object.values(contributes.views).flatMap((views) => views.flatMap(({ icon }) => icon ?? [])),
      ...contributes.walkthroughs.flatMap(({ icon, steps }) => [
        icon,
        ...steps.map(({ media }) => media.svg),
      ]),
    ];
    for (const picture of pictures) assert.ok(existsSync(`${root}/${picture}`), picture);
    assert.ok(existsSync(`${root}/${manifest.l10n}`));
  });

  it('completes every step of the walkthrough by something that happens', () => {
    const keys = readText('src/host/contextKeys.ts');
    for (const { completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      assert.ok(completionEvents.length > 0);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':');
        if (kind === 'onCommand') assert.ok(commands.has(name), event);
        else assert.match(keys, new RegExp(`readonly ${name.replace('coze.', '')}: boolean`));
      }
    }
  });

  it('uses only context keys that the code sets', () => {
    const keys = [
      ...readText('src/host/contextKeys.ts').matchAll(/readonly (\w+): (?:boolean|ChatPlace)/g),
    ].map(([, key]) => `coze.${key ?? ''}`);
    const conditions = readText('package.json').matchAll(/"(?:when|enablement)": "([^"]*)"/g);
    for (const [, condition = ''] of conditions) {
      for (const [key] of condition.matchAll(/coze\.(?!chat\b|chatPanel\b|runs\b|tests\b)\w+/g))
        assert.ok(keys.includes(key), key);
    }
  });

  it('has its walkthrough pictures drawn with the colours of the theme', () => {
    for (const name of readdirSync(`${root}/media/walkthrough`)) {
      assert.match(readText(`media/walkthrough/${name}`), /var\(--vscode-/, name);
    }
  });
});
