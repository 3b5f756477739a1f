import type { SecretStorage, Uri } from 'vscode';
import { commands, l10n, TestRunProfileKind, tests, window, workspace, type TestController } from 'vscode';
import type { Chats } from '../chat/chats';
import { UserError } from '../guard';
import type { Services } from '../services';
import { conversationOf, listedRun } from '../runs/tree/listedRun';
import { isTestFile } from './isTestFile';
import type { RunMode } from './run/testRunner';
import type { TestExplorer } from './testExplorer';
import type { Inspect, TestClient } from './testClient';

/**
 * The chatflow tests in the Test Explorer. Activation creates the empty controller; files are looked for when the Test
 * Explorer or a test file is opened.
 */
export class ChatflowTests {
  private loaded: Promise<TestExplorer> | undefined;
  private readonly controller: TestController;

  constructor(
    private readonly services: Services,
    private readonly chats: Chats,
    private readonly client: TestClient,
    private readonly inspect: Inspect,
    private readonly secrets: SecretStorage,
  ) {
    const { guard, subscriptions } = services;
    const controller = tests.createTestController('coze.tests', l10n.t('Coze chatflow tests'));
    this.controller = controller;
    controller.resolveHandler = async (item) => {
      await guard.run('tests', async () => (await this.explorer()).resolve(item));
    };
    controller.refreshHandler = async () => {
      await guard.run('tests', async () => (await this.explorer()).refresh());
    };
    this.addProfile(l10n.t('Run'), 'live', true);
    this.addProfile(l10n.t('Run and record'), 'record');
    this.addProfile(l10n.t('Debug turn by turn'), 'debug', true);
    this.addProfile(l10n.t('Run by replay, without network'), 'replay');
    subscriptions.push(
      controller,
      workspace.onDidOpenTextDocument(({ uri }) => this.openedFile(uri)),
    );
    for (const { uri } of workspace.textDocuments) this.openedFile(uri);
  }

  /** Writes the received text into the test file, in place of the expected one. `argument` comes from the menu of a message. */
  async acceptActual(argument: unknown): Promise<void> {
    await (await this.explorer()).failures.accept(argument);
  }

  /** Lets the check of a whole text ask for a part of it. */
  async loosen(argument: unknown): Promise<void> {
    await (await this.explorer()).failures.loosen(argument);
  }

  /** Shows the recorded run of a failed check. */
  async openRun(argument: unknown): Promise<void> {
    (await this.explorer()).failures.openRun(argument);
  }

  async openDebugPage(argument: unknown): Promise<void> {
    await (await this.explorer()).failures.openDebugPage(argument);
  }

  /** Opens a test, not saved yet, that repeats the conversation of a run of the view "Runs", or the active one. */
  async createTest(run?: unknown): Promise<void> {
    const { openConversationTest } = await import('../../onDemand/tests');
    const listed = listedRun(run);
    if (!listed) return openConversationTest(this.chats.activeSession?.conversation);
    const session = await this.services.sessions.load(conversationOf(listed));
    await openConversationTest(session?.conversation);
  }

  /** Deletes the values of secret variables that were entered for the tests of this workspace. */
  async deleteSecrets(): Promise<void> {
    const { testSecretsOf } = await import('../../onDemand/tests');
    try {
      await testSecretsOf(this.services, this.secrets).clear();
    } catch {
      // The error of the storage can contain the value.
      throw new UserError(l10n.t('The secret storage could not delete a value.'));
    }
    void window.setStatusBarMessage(l10n.t('The test secrets were deleted'), 3_000);
  }

  private addProfile(label: string, mode: RunMode, isDefault = false): void {
    const profile = this.controller.createRunProfile(
      label,
      mode === 'debug' ? TestRunProfileKind.Debug : TestRunProfileKind.Run,
      async (request, token) => {
        await this.services.guard.run('tests', async () => (await this.explorer()).run(request, token, mode));
      },
      isDefault,
    );
    // Continuous runs must not make calls.
    profile.supportsContinuousRun = mode === 'replay';
    profile.configureHandler = () => {
      void this.services.guard.run('tests', () =>
        commands.executeCommand('workbench.action.openSettings', 'coze.tests'),
      );
    };
  }

  private openedFile(uri: Uri): void {
    if (isTestFile(uri))
      void this.services.guard.run('tests', async () => (await this.explorer()).resolve(undefined));
  }

  private explorer(): Promise<TestExplorer> {
    this.loaded ??= import('../../onDemand/tests').then(({ openTestExplorer }) =>
      openTestExplorer(this.services, this.controller, this.client, this.inspect, this.secrets),
    );
    return this.loaded;
  }
}
