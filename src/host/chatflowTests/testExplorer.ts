import {
  l10n,
  workspace,
  type CancellationToken,
  type SecretStorage,
  type TestController,
  type TestItem,
  type TestRunRequest,
} from 'vscode';
import { isTrustedDebugUrl } from '../../shared/urls/urls';
import { DisposableBase } from '../disposable';
import { UserError } from '../guard';
import type { Services } from '../services';
import { askStepInList } from './run/askStep';
import { askInDialog } from './run/testConsent';
import type { Inspect, TestClient } from './testClient';
import { FailedTests } from './run/failedTests';
import { TestDiagnostics } from './writing/testDiagnostics';
import { TestFiles } from './testFiles';
import { registerTestLanguage } from './writing/testLanguage';
import { runItems, type RunMode, type RunnerServices, type TestDialogs } from './run/testRunner';
import { askForSecret, testSecretsOf } from './secrets/askForSecret';
import { TestTree } from './testTree';

export interface ExplorerServices extends RunnerServices {
  readonly guard: Pick<Services['guard'], 'run'>;
  /** Whether the user trusts the workspace. */
  readonly isWorkspaceTrusted: () => boolean;
}

/** The Test Explorer of chatflow tests, once it or a test file is opened. */
export class TestExplorer extends DisposableBase {
  readonly failures: FailedTests;
  private readonly files = this.register(new TestFiles());
  private readonly diagnostics = this.register(new TestDiagnostics());
  private readonly tree: TestTree;

  constructor(
    private readonly services: ExplorerServices,
    private readonly controller: TestController,
    private readonly client: TestClient,
    private readonly dialogs: TestDialogs,
  ) {
    super();
    this.tree = new TestTree(controller);
    this.failures = new FailedTests((url) => this.mayOpen(url), dialogs.inspect);
    this.register(this.files.onDidFind((uri) => this.tree.add(uri)));
    this.register(
      this.files.onDidRead((file) => {
        this.tree.show(file);
        this.diagnostics.show(file);
        const item = controller.items.get(file.uri.toString());
        if (item && file.isChanged) controller.invalidateTestResults(item);
      }),
    );
    this.register(
      this.files.onDidRemove((uri) => {
        this.tree.remove(uri);
        this.diagnostics.remove(uri);
      }),
    );
  }

  /** Shows the files, or the tests of one file. */
  async resolve(item: TestItem | undefined): Promise<void> {
    if (item?.uri) await this.files.load(item.uri);
    else await this.files.find();
  }

  async refresh(): Promise<void> {
    await this.files.refresh();
  }

  /** Runs what is asked for; a continuous request until it is cancelled, whenever one of its files is saved. */
  async run(request: TestRunRequest, token: CancellationToken, mode: RunMode): Promise<void> {
    if (!this.services.isWorkspaceTrusted())
      throw new UserError(l10n.t('Tests run in trusted workspaces only.'));
    await this.files.find();
    if (request.continuous) {
      const saved = workspace.onDidSaveTextDocument(({ uri }) => {
        const items = this.itemsOf(request).filter((item) => item.uri?.toString() === uri.toString());
        if (items.length > 0)
          void this.services.guard.run('tests', () => this.runNow(items, request, token, mode));
      });
      token.onCancellationRequested(() => {
        saved.dispose();
      });
      return;
    }
    await this.runNow(this.itemsOf(request), request, token, mode);
  }

  private async runNow(
    items: readonly TestItem[],
    request: TestRunRequest,
    token: CancellationToken,
    mode: RunMode,
  ): Promise<void> {
    // The data of a file can have changed without the file.
    const uris = new Map(items.flatMap(({ uri }) => (uri ? [[uri.toString(), uri] as const] : [])));
    for (const uri of uris.values()) await this.files.load(uri);
    const { services, controller, tree, failures, client, dialogs } = this;
    // A file may have been deleted, or read for the first time.
    const present = items.flatMap((item) => tree.current(item) ?? []);
    await runItems(present, request, token, mode, { services, controller, tree, failures, client, dialogs });
  }

  private itemsOf({ include }: TestRunRequest): readonly TestItem[] {
    return include && include.length > 0 ? include : this.tree.fileItems;
  }

  /** As for the runs of a chat: Coze's pages, or those of the base URL of a workflow that the user agreed to. */
  private mayOpen(url: string): boolean {
    const { catalog, consents } = this.services;
    const agreed = catalog.all.filter((workflow) => consents.has(workflow));
    return ['', ...agreed.map(({ baseUrl }) => baseUrl)].some((baseUrl) => isTrustedDebugUrl(url, baseUrl));
  }
}

export function openTestExplorer(
  services: Services,
  controller: TestController,
  client: TestClient,
  inspect: Inspect,
  secrets: SecretStorage,
): TestExplorer {
  const stored = testSecretsOf(services, secrets);
  const explorer = new TestExplorer(
    { ...services, isWorkspaceTrusted: () => workspace.isTrusted },
    controller,
    client,
    {
      ask: askInDialog,
      askStep: askStepInList,
      secretsOf: (files, signal) =>
        stored.valuesOf(files, process.env, (name, path) => askForSecret(name, path, signal)),
      inspect,
    },
  );
  services.subscriptions.push(explorer, registerTestLanguage(services));
  return explorer;
}
