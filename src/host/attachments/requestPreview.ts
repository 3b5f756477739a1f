import { l10n, languages, Uri, window, workspace, type Disposable } from 'vscode';

const scheme = 'coze-request';

/** Read-only documents with the JSON that a message sends. */
export class RequestPreviews {
  private readonly bodies = new Map<string, string>();
  private readonly provider: Disposable;
  private count = 0;

  constructor() {
    this.provider = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.bodies.get(uri.toString()),
    });
  }

  async show(host: string, body: string): Promise<void> {
    const name = l10n.t('Request to {host}', { host: host.replace(/[^\w.-]/g, '_') });
    const uri = Uri.from({ scheme, authority: String(++this.count), path: `/${name}.json` });
    this.bodies.clear();
    this.bodies.set(uri.toString(), body);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, 'json');
    await window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.provider.dispose();
  }
}
