import { commands, Uri, window, workspace, type ExtensionContext, type WebviewView } from 'vscode';

/** Minimum time between two messages to the view, in milliseconds: one per frame. */
const frameMs = 16;

/**
 * The minimum that an extension does to show a stream: read lines, parse them, post the text. It posts the deltas of a
 * frame together: a message takes VS Code some milliseconds, so with one for each of 200 deltas a second a small machine
 * would fall behind, and the baseline would not be a lower bound.
 */
export function activate(context: ExtensionContext): void {
  let view: WebviewView | undefined;
  const provider = {
    resolveWebviewView(resolved: WebviewView) {
      view = resolved;
      const { webview } = resolved;
      const uri = (name: string) =>
        webview.asWebviewUri(Uri.joinPath(context.extensionUri, 'dist', name)).toString();
      webview.options = { enableScripts: true };
      webview.html = `<!DOCTYPE html><html><head>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-0'; style-src 'nonce-0'">
        <meta property="csp-nonce" content="0"></head>
        <body><vscode-button>Ready</vscode-button><main></main><script nonce="0" src="${uri('view.js')}"></script></body></html>`;
    },
  };
  context.subscriptions.push(
    window.registerWebviewViewProvider('bare.view', provider),
    commands.registerCommand('bare.stream', async () => {
      const baseUrl = workspace.getConfiguration('coze').get<string>('baseUrl') ?? '';
      let waiting = '';
      let timer: NodeJS.Timeout | undefined;
      const post = (): void => {
        timer = undefined;
        void view?.webview.postMessage(waiting);
        waiting = '';
      };
      for await (const text of pieces(`${baseUrl}/v1/workflows/chat`)) {
        waiting += text;
        timer ??= setTimeout(post, frameMs);
      }
    }),
  );
}

async function* pieces(url: string): AsyncGenerator<string> {
  const response = await fetch(url, { method: 'POST', body: '{}' });
  if (!response.body) return;
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      const data = JSON.parse(line.slice(5)) as { type?: string; content?: string };
      if (data.type === 'answer' && data.content !== undefined) yield data.content;
    }
  }
}
