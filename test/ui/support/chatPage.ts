import type { FrameLocator, Locator } from 'playwright-core';

type State = 'streaming' | 'completed' | 'waiting' | 'stopped' | 'failed' | 'cutOff';

/** The chat view, located by accessible roles and names only. The names are those of the English view. */
export class ChatPage {
  constructor(private readonly frame: FrameLocator) {}

  get composer(): Locator {
    return this.textbox('Message');
  }

  /** The composer in any language. */
  get anyComposer(): Locator {
    return this.frame.locator('section.composer').getByRole('textbox').first();
  }

  /** The open question in any language. */
  get anyQuestion(): Locator {
    return this.frame.locator('article form.asking');
  }

  get focused(): Locator {
    return this.frame.locator(':focus');
  }

  get headings(): Locator {
    return this.frame.getByRole('heading');
  }

  /** Resolves to the page once it has the colours of this theme. */
  pageIn(theme: string): Locator {
    return this.frame.locator(`body[data-vscode-theme-name="${theme}"]`);
  }

  /** The class of the page, and its values of the colours with these names. */
  async theme(names: readonly string[]): Promise<{ kind: string; colors: Record<string, string> }> {
    return this.frame.locator('body').evaluate((body, wanted) => {
      const { style } = document.documentElement;
      const values = wanted.map((name) => [name, style.getPropertyValue(`--vscode-${name}`)] as const);
      const colors: Record<string, string> = {};
      for (const [name, value] of values) if (value !== '') colors[name] = value;
      return { kind: body.getAttribute('class') ?? '', colors };
    }, names);
  }

  textbox(name: string): Locator {
    return this.frame.getByRole('textbox', { name, exact: true });
  }

  get conversation(): Locator {
    return this.frame.getByRole('log', { name: 'Conversation' });
  }

  get stopButton(): Locator {
    return this.button('Stop');
  }

  /** The form of a pending question. */
  get question(): Locator {
    return this.frame.getByRole('form', { name: 'The workflow is waiting for your answer' });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name, exact: typeof name === 'string' });
  }

  menuItem(name: string): Locator {
    return this.frame.getByRole('menuitem', { name });
  }

  list(name: string): Locator {
    return this.frame.getByRole('list', { name });
  }

  /** The field of a workflow input, whose accessible name begins with the name of the input. */
  field(name: string): Locator {
    return this.frame
      .getByRole('region', { name: 'Workflow inputs' })
      .locator('input, textarea, select')
      .and(this.frame.getByLabel(new RegExp(`^${name}\\b`)));
  }

  /** Opens the inputs of the workflow, unless they are open. */
  async openInputs(): Promise<void> {
    const toggle = this.button('Workflow inputs');
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await this.frame.getByRole('region', { name: 'Workflow inputs' }).waitFor();
  }

  link(name: string): Locator {
    return this.frame.getByRole('link', { name });
  }

  get alerts(): Locator {
    return this.frame.getByRole('alert');
  }

  text(text: string | RegExp): Locator {
    return this.frame.getByText(text);
  }

  /** Messages of the service with this text and, optionally, in this state. */
  answers(text: string | RegExp = '', state?: State): Locator {
    return this.articles('assistant', text, state);
  }

  /** Messages of the user with this text. */
  messages(text: string | RegExp = ''): Locator {
    return this.articles('user', text);
  }

  /** Accessible names of all controls and announcements, and the placeholders. */
  async names(): Promise<string[]> {
    const operable = this.frame.locator('[aria-label], [title], [placeholder], button, vscode-button, a, h2');
    const names = await operable.evaluateAll((elements) =>
      elements.map((element) =>
        [
          element.getAttribute('aria-label'),
          element.getAttribute('title'),
          element.getAttribute('placeholder'),
          element.closest('article') ? null : element.textContent,
        ].join(' '),
      ),
    );
    return names.map((name) => name.trim()).filter((name) => name !== '');
  }

  /** Types the text and sends it with Enter. */
  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Sends the text and waits for a complete answer that contains the other text. */
  async ask(text: string, answer: string | RegExp): Promise<void> {
    await this.send(text);
    await this.answers(answer, 'completed').last().waitFor();
  }

  /** Types into the text box of the open question and replies. */
  async reply(text: string): Promise<void> {
    await this.question.getByRole('textbox', { name: 'Your answer' }).fill(text);
    await this.question.getByRole('button', { name: 'Reply' }).click();
  }

  private articles(role: string, text: string | RegExp, state?: State): Locator {
    const inState = state === undefined ? '' : `[data-state="${state}"]`;
    return this.frame.locator(`article[data-role="${role}"]${inState}`, { hasText: text });
  }
}
