import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BrowserContext,
  Disposable,
  FrameLocator,
  Locator,
  Page,
  PageScreenshotOptions,
} from 'playwright-core';
import { packageExtension } from '../../host/packageExtension';
import { ChatPage } from './chatPage';
import { openBrowserWindow, returnSlot, takeSlot, type Slot } from './slots';
import { until } from './until';
import { temporaryFolder } from '../../support/temporaryFolder';

/** Options of a workbench. */
export interface WorkbenchOptions {
  /** User settings in addition to those that suppress first-run pages. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Display language, English by default. VS Code itself stays English, because no language pack can be fetched. */
  readonly language?: 'zh-cn';
  /** Folder to open, by default a new empty one. Removed at the end unless `keepsFolder` is set. */
  readonly folder?: string;
  readonly keepsFolder?: boolean;
  /** Opens this workspace file in the folder instead of the folder. */
  readonly workspaceFile?: string;
  /** Opens no folder at all. */
  readonly hasNoFolder?: boolean;
  /** Leaves the folder untrusted: VS Code runs in Restricted Mode. */
  readonly isRestricted?: boolean;
  /** Other extensions to install. */
  readonly moreVsixFiles?: readonly string[];
  /** Environment variables of the server in addition to those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Script that runs in every frame before its own scripts. */
  readonly initScript?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What the windows of a workbench share. */
interface WorkbenchHost {
  readonly slot: Slot;
  /** Scripts that run in every frame. */
  readonly scripts: readonly Disposable[];
  readonly folder: string;
  readonly options: WorkbenchOptions;
}

let packed: Promise<string> | undefined;

/**
 * A workbench in Chromium with the packaged extension installed: a separate server and profile, and an empty storage of the
 * browser. Every wait has a timeout, so tests need none.
 */
export class Workbench {
  /** External URLs that the workbench opened in a new tab, oldest first. They fail: the browser resolves no name. */
  readonly opened: string[] = [];

  private constructor(
    public page: Page,
    private readonly host: WorkbenchHost,
  ) {}

  /** The extension host of a killed page runs on. */
  private wasKilled = false;

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    packed ??= Promise.resolve(process.env['COZE_TEST_VSIX'] ?? packageExtension());
    const vsixFiles = [await packed, ...(options.moreVsixFiles ?? [])];
    const trust = {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    };
    const slot = await takeSlot({
      vsixFiles,
      hasNeededExtensionsOnly: true,
      hasWorkspaceTrust: options.isRestricted ?? false,
      settings: { ...options.settings, ...(options.isRestricted && trust) },
      ...(options.environment && { environment: options.environment }),
    });
    const { context, server } = slot;
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const scripts = [
      ...(options.language ? [`globalThis._VSCODE_NLS_LANGUAGE = '${options.language}'`] : []),
      ...(options.initScript === undefined ? [] : [options.initScript]),
    ];
    const [page = await context.newPage()] = context.pages();
    const workbench = new Workbench(page, {
      slot,
      scripts: await Promise.all(scripts.map((script) => context.addInitScript(script))),
      folder: options.folder ?? temporaryFolder('coze-folder-'),
      options,
    });
    // A route would block these requests too, but turns the browser's cache off.
    context.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().startsWith('https:'))
        workbench.opened.push(request.url());
    });
    await workbench.load();
    return workbench;
  }

  /** The folder that is open. */
  get folder(): string {
    return this.host.folder;
  }

  /** Folder of the profile: settings, global storage, logs. */
  get userDataFolder(): string {
    return this.host.slot.server.userDataFolder;
  }

  /** The chat while it is open in one place only: the innermost of three frames. */
  get chat(): ChatPage {
    return this.chatIn('');
  }

  /** The chat in the side bar on the left while another is open in an editor tab. */
  get sideBarChat(): ChatPage {
    return this.chatIn(':not(.webview-overlay-outer-right) > ');
  }

  /** The chat in the visible editor tab, recognized by its position: it extends to the edge of the window. */
  get editorChat(): ChatPage {
    return this.chatIn('.webview-overlay-outer-right > ');
  }

  /** The document in the visible editor tab, which extends to the edge of the window. */
  get editorPage(): FrameLocator {
    return this.documentIn('.webview-overlay-outer-right > ');
  }

  private chatIn(place: string): ChatPage {
    return new ChatPage(this.documentIn(place));
  }

  private documentIn(place: string): FrameLocator {
    const outer = `${place}iframe.webview.ready[src*="extensionId=coze-workflow-chat.coze-workflow-chat"]`;
    return this.page.frameLocator(outer).frameLocator('iframe#active-frame');
  }

  /** The badge of the chat's icon. */
  get badge(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: 'Coze' }).locator('.badge-content');
  }

  /** Opens a second window on the same server and folder, without editors; it closes with this one. */
  async openWindow(): Promise<Workbench> {
    const other = new Workbench(await openBrowserWindow(this.context, this.page), this.host);
    await other.load();
    // VS Code restores the editors that it stored last, some of which this window may have closed since.
    await other.runCommand('View: Close All Editors');
    return other;
  }

  /** Closes the other windows, and what covers this one. */
  async closeOthers(): Promise<void> {
    for (const other of this.context.pages()) if (other !== this.page) await other.close();
    await this.closeLeftovers();
  }

  /**
   * Starts a new conversation, unless the chat shows an empty one: the two look the same, so the end of the command could
   * not be awaited. A page that was just loaded shows neither yet.
   */
  async newConversation(chat = this.chat): Promise<void> {
    const heading = chat.headings.filter({ hasText: /^Ask / });
    await heading.or(chat.messages()).first().waitFor();
    if ((await chat.messages().count()) > 0) await this.runCommand('Coze: New conversation');
    await heading.waitFor();
  }

  /** Shows the chat and selects the demo. */
  async tryDemo(): Promise<void> {
    await this.runCommand('Coze: Try the demo workflow');
    await this.chat.button(/^Workflow: Demo/).waitFor();
  }

  /** Resolves when the empty chat has this workflow, which is selected if the demo was. */
  async showWorkflow(name: string): Promise<void> {
    const { chat } = this;
    const demo = chat.text('Ask Demo');
    await chat.text(`Ask ${name}`).or(demo).waitFor();
    if ((await demo.count()) === 0) return;
    await this.runCommand('Coze: Select workflow');
    await this.row(name).click();
    await chat.text(`Ask ${name}`).waitFor();
  }

  /** Runs a command by its title from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.choose(`>${title}`, title);
  }

  /** Opens a file of the folder by its name, and focuses its editor. */
  async openFile(name: string): Promise<void> {
    await this.choose(name, name);
    await this.page.locator('.tabs-container').getByRole('tab', { name }).waitFor();
  }

  /**
   * Opens the palette, types and clicks a row. Retries with a new palette: just after startup VS Code may not know a
   * command yet, an open palette does not pick it up, and a late focus change closes it.
   */
  private async choose(text: string, row: string): Promise<void> {
    const giveUpAt = Date.now() + 60_000;
    for (;;) {
      await this.page.locator('.quick-input-widget-closing').waitFor({ state: 'hidden' });
      await this.page.keyboard.press('F1');
      try {
        await this.input.fill(text, { timeout: 2000 });
        await this.row(row).or(this.row('No matching')).or(this.noBox).first().waitFor({ timeout: 5000 });
        await this.row(row).click({ timeout: 2000, trial: true });
        // Not limited to two seconds: a click that is late would run the command twice.
        await this.row(row).click({ timeout: 20_000 });
        return;
      } catch (error) {
        if (Date.now() > giveUpAt) throw error;
        await this.closeBox();
      }
    }
  }

  /** The window while no input box or quick pick is visible. */
  private get noBox(): Locator {
    return this.page.locator('.monaco-workbench:not(:has(.quick-input-widget:visible))');
  }

  /** The text field of the open input box or quick pick. */
  get input(): Locator {
    return this.inputWidget.locator('input[type="text"], input[type="password"]').filter({ visible: true });
  }

  /** The open input box or quick pick, with its title and message. Excludes one that is closing. */
  get inputWidget(): Locator {
    return this.page.locator('.quick-input-widget:visible:not(.quick-input-widget-closing)');
  }

  /** Resolves when no input box or quick pick is visible, not even one that is closing. */
  async inputClosed(): Promise<void> {
    await this.page.locator('.quick-input-widget').filter({ visible: true }).waitFor({ state: 'hidden' });
  }

  /** Closes the input boxes, menus and dialogs that a failed test left open. */
  async closeLeftovers(): Promise<void> {
    const menu = this.page.locator('.context-view .monaco-menu').filter({ visible: true });
    const dialog = this.page.locator('.monaco-dialog-box').filter({ visible: true });
    for (const [shown, focus] of [
      [menu, menu],
      [dialog, dialog.getByRole('button').first()],
    ] as const) {
      for (let attempt = 1; (await shown.count()) > 0 && attempt <= 5; attempt++) {
        await focus.press('Escape', { timeout: 1000 }).catch(() => undefined);
      }
    }
    await this.closeBox();
  }

  /** Presses Escape until no input box or quick pick is open. The input box must have the focus. */
  private async closeBox(): Promise<void> {
    for (let attempt = 1; (await this.inputWidget.count()) > 0 && attempt <= 5; attempt++) {
      await this.input.press('Escape', { timeout: 1000 }).catch(() => undefined);
    }
    await this.inputClosed();
  }

  /** Opens the conversation history. Waits for it, because until then the rows are those of the command palette. */
  async showHistory(): Promise<void> {
    await this.runCommand('Coze: Conversation history');
    await this.page.getByPlaceholder('Search titles and texts').waitFor();
    await this.row('Coze: Conversation history').waitFor({ state: 'detached' });
  }

  /** The first row of the open quick pick with this text. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** All rows of the open quick pick. */
  get rows(): Locator {
    return this.page.locator('.quick-input-widget:not(.quick-input-widget-closing) .monaco-list-row');
  }

  /** Clicks a button of the first row with this text. Such buttons are visible only while the mouse is over the row. */
  async clickInRow(text: string | RegExp, button: string): Promise<void> {
    await this.row(text).hover();
    await this.row(text).getByRole('button', { name: button }).click();
  }

  /** Chooses in the open menu. VS Code ignores a click just after a menu was opened. */
  async chooseInMenu(name: string): Promise<void> {
    await this.page.locator('.context-view .monaco-menu').getByText(name, { exact: true }).hover();
    await this.page.keyboard.press('Enter');
  }

  /** Accepts the file name that the open dialog proposes. */
  async acceptName(title: string): Promise<void> {
    await this.inputNamed(title).getByRole('button', { name: 'OK' }).click();
    await this.inputNamed(title).waitFor({ state: 'hidden' });
  }

  /**
   * Selects a file in the list of the open file dialog: the dialog handles typed text with a delay. Repeats a click that meets
   * the list while the dialog fills it anew.
   */
  async chooseFile(title: string, folder: string, name: string): Promise<void> {
    const dialog = this.inputNamed(title);
    await dialog.waitFor();
    await this.input.fill(`${folder}/`);
    await until(async () => {
      await this.row(name)
        .click({ timeout: 5_000 })
        .catch(() => undefined);
      return dialog.waitFor({ state: 'hidden', timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Types into the open input box whose title, prompt or placeholder contains the text, and accepts. */
  async answerInput(prompt: string | RegExp, text: string): Promise<void> {
    await this.inputNamed(prompt).waitFor();
    await this.input.fill(text);
    await this.input.press('Enter');
    await this.inputNamed(prompt).waitFor({ state: 'hidden' });
  }

  private inputNamed(prompt: string | RegExp): Locator {
    return this.inputWidget
      .filter({ hasText: prompt })
      .or(this.inputWidget.filter({ has: this.page.getByPlaceholder(prompt) }));
  }

  /** The visible notifications. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** The newest visible notification with this text: VS Code lists the newest first, and older ones may still be visible. */
  notification(text: string | RegExp): Locator {
    return this.notifications.filter({ hasText: text }).first();
  }

  /** Items of the status bar with this text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** The buttons of a modal dialog of the workbench. */
  dialogButton(name: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box').getByRole('button', { name });
  }

  /** Runs "Developer: Reload Window"; resolves when the window is ready. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Kills the page, so that no further script of it runs, and loads the workbench in another page. */
  async crash(): Promise<void> {
    const killed = this.page;
    this.wasKilled = true;
    const crashed = killed.waitForEvent('crash');
    const session = await this.context.newCDPSession(killed);
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    this.page = await this.context.newPage();
    await killed.close();
    await this.load();
  }

  private get context(): BrowserContext {
    return this.host.slot.context;
  }

  private async load(): Promise<void> {
    const { slot, folder, options } = this.host;
    await this.page.setViewportSize(options.viewport ?? { width: 1280, height: 800 });
    await this.page.goto(
      slot.server.address(options.hasNoFolder ? undefined : join(folder, options.workspaceFile ?? '')),
    );
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page.locator('.statusbar').waitFor({ timeout: 60_000 });
    // The icon appears when the extension is registered; before that the palette does not list its commands.
    await this.page.locator('.activitybar').getByRole('tab', { name: 'Coze' }).waitFor({ timeout: 60_000 });
  }

  /** Changes the colour theme through its command; resolves when the chat shows it. */
  async setTheme(theme: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.input.fill(theme);
    await this.row(theme).click();
    await this.inputClosed();
    await this.chat.pageIn(theme).waitFor();
  }

  /** Drags the edge of the side bar to the right by this number of pixels. */
  async widenSideBar(pixels: number): Promise<void> {
    const { x = 0, width = 0 } =
      (await this.page.locator('#workbench\\.parts\\.sidebar').boundingBox()) ?? {};
    await this.page.mouse.move(x + width, 300);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width + pixels, 300, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(x + width / 2, 300);
  }

  /** Takes a screenshot of the window, or of a part of it. */
  async screenshot(file: string, clip?: PageScreenshotOptions['clip']): Promise<void> {
    await this.page.screenshot({ path: file, ...(clip && { clip }) });
  }

  /** Closes the windows and the server, and removes the profile. `keepsServer` leaves the server to the next workbench. */
  async end(keepsServer = false): Promise<void> {
    const { slot, scripts, folder, options } = this.host;
    for (const script of scripts) await script.dispose();
    await returnSlot(slot, this.page, keepsServer && !this.wasKilled);
    if (!options.keepsFolder) await rm(folder, { recursive: true, force: true });
  }
}
