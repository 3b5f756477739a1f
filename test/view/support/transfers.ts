import type { UploadState } from '../../../src/shared/uploads';
import type { ChatPage } from './chatPage';

/** What a test pastes or drops: files by name and size, and data by type. */
export interface Transferred {
  readonly files?: readonly { readonly name: string; readonly size: number; readonly type?: string }[];
  readonly data?: Readonly<Record<string, string>>;
}

/** Dispatches an event of the clipboard or of a drag at the message box. Returns whether the page has handled it. */
export async function transfer(
  chat: ChatPage,
  type: 'paste' | 'dragenter' | 'dragover' | 'dragleave' | 'drop',
  transferred: Transferred,
): Promise<boolean> {
  const isHandled = await chat.box.evaluate(
    (element, { type, files = [], data = {} }) => {
      const transfer = new DataTransfer();
      for (const file of files) {
        const bytes = new Uint8Array(file.size).map((_, index) => index % 251);
        transfer.items.add(new File([bytes], file.name, { type: file.type ?? '' }));
      }
      for (const [name, value] of Object.entries(data)) transfer.setData(name, value);
      const options = { bubbles: true, composed: true, cancelable: true };
      const event =
        type === 'paste'
          ? new ClipboardEvent(type, { ...options, clipboardData: transfer })
          : new DragEvent(type, { ...options, dataTransfer: transfer });
      return !element.dispatchEvent(event);
    },
    { type, ...transferred },
  );
  await chat.settled();
  return isHandled;
}

/** Waits until the view has posted a number of messages of one type. */
export async function waitForPosted(chat: ChatPage, type: string, count: number): Promise<void> {
  await chat.page.waitForFunction(
    ([wanted, least]) =>
      (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.filter(
        (message) => message.type === wanted,
      ).length >= least,
    [type, count] as const,
  );
}

/** An upload as the host reports it; ready unless something else is given. */
export function upload(id: string, change: Partial<UploadState> = {}): UploadState {
  const size = change.size ?? 1_234_567;
  return { id, name: `${id}.pdf`, size, kind: 'file', state: 'ready', sentBytes: size, ...change };
}

/** Reports the uploads, and waits until the part of the view that shows them is loaded. */
export async function report(chat: ChatPage, ...uploads: readonly UploadState[]): Promise<void> {
  await chat.say({ type: 'uploads', uploads });
  if (uploads.some(({ field }) => field === undefined))
    await chat.page.getByRole('list', { name: /^(Attachments|附件)$/ }).waitFor();
}
