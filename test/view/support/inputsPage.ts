import type { Locator } from 'playwright-core';
import type { InputField } from '../../../src/shared/inputs/inputField';
import type { WorkflowInputs } from '../../../src/shared/inputs/workflowInputs';
import type { ChatPage } from './chatPage';

/** A field of a form, by default an optional text. */
export function field(name: string, more: Partial<InputField> = {}): InputField {
  const { type = 'string' } = more;
  return { name, type, typeName: type, isRequired: false, ...more };
}

/** The inputs of the demo workflow with the fields. */
export function inputsOf(
  fields: readonly InputField[],
  more: Partial<WorkflowInputs> = {},
): { readonly inputs: WorkflowInputs } {
  return { inputs: { workflow: 'demo', state: 'ready', fields, values: {}, ...more } };
}

export function toggleOf(chat: ChatPage): Locator {
  return chat.page.getByRole('button', { name: /^(Workflow inputs|对话流输入)$/ });
}

export function regionOf(chat: ChatPage): Locator {
  return chat.page.getByRole('region', { name: /^(Workflow inputs|对话流输入)$/ });
}

/** The parameters of the messages that were posted. Read as JSON, because a name can be `__proto__`. */
export async function sentParameters(chat: ChatPage): Promise<unknown[]> {
  const json = await chat.page.evaluate(() => {
    const { posted } = (
      globalThis as unknown as { cozeStub: { posted: { type: string; parameters?: unknown }[] } }
    ).cozeStub;
    const sent = posted.filter(({ type }) => type === 'send');
    return JSON.stringify(sent.map(({ parameters }) => parameters ?? null));
  });
  return JSON.parse(json) as unknown[];
}

/** Types a message and sends it. */
export async function sendMessage(chat: ChatPage, text = 'Hello'): Promise<void> {
  await chat.box.fill(text);
  await chat.box.press('Enter');
  await chat.settled();
}
