import { commands, languages, Uri, window, workspace } from 'vscode';
import type { RecordingEntryOf } from '../../recording/recording';
import { DisposableBase } from '../disposable';

const scheme = 'coze-run';
const maxTexts = 6;

/** Read-only documents with events as they were received. */
export class RawEvents extends DisposableBase {
  /** The texts of the newest documents, by URI. VS Code may ask again for one that it has closed. */
  private readonly texts = new Map<string, string>();
  private count = 0;

  constructor() {
    super();
    this.register(
      workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()),
      }),
    );
  }

  /** Opens a document. `name` has no `/`. */
  async show(name: string, text: string, language: 'json' | 'plaintext'): Promise<void> {
    const uri = this.put(name, text);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, language);
    await window.showTextDocument(document, { preview: true });
  }

  /** Opens two texts in a diff editor. `title` has no `/`. */
  async showDiff(title: string, left: string, right: string): Promise<void> {
    await commands.executeCommand('vscode.diff', this.put(title, left), this.put(title, right), title, {
      preview: true,
    });
  }

  private put(name: string, text: string): Uri {
    const uri = Uri.from({ scheme, authority: String(++this.count), path: `/${name}` });
    this.texts.set(uri.toString(), text);
    const [oldest] = this.texts.keys();
    if (oldest !== undefined && this.texts.size > maxTexts) this.texts.delete(oldest);
    return uri;
  }
}

/** Events as a stream of the wire, each with a comment that holds its offset. */
export function streamText(events: readonly RecordingEntryOf<'event'>[]): string {
  return events
    .map(({ offsetMs, event, data, strayLines }) => {
      const name = event === undefined ? [] : [`event: ${event}`];
      const lines = data.split('\n').map((line) => `data: ${line}`);
      const stray = strayLines === undefined || strayLines === '' ? [] : [strayLines];
      return [`: +${offsetMs} ms`, ...name, ...lines, ...stray, '', ''].join('\n');
    })
    .join('');
}
