import { cloudByApiHost } from '../../shared/urls/clouds';
import { hostOf } from '../../shared/urls/urls';
import { isForeignRun, type Recording } from '../recording';
import { curlSnippet } from './curl';
import { goSnippet } from './go';
import { pythonSnippet } from './python';
import { snippetRequest, type SnippetRequest } from './snippetRequest';
import { typeScriptSnippet } from './typeScript';

const writers = {
  curl: { write: curlSnippet, comment: '#' },
  python: { write: pythonSnippet, comment: '#' },
  typeScript: { write: typeScriptSnippet, comment: '//' },
  go: { write: goSnippet, comment: '//' },
} as const satisfies Readonly<
  Record<string, { readonly write: (request: SnippetRequest) => string; readonly comment: string }>
>;

export type SnippetLanguage = keyof typeof writers;

/**
 * Whether the last request of a run may become a snippet: the user will run it with a token. That of a file of others must go to
 * an API of Coze itself, whatever else the file names.
 */
export function hasSnippet(recording: Recording): boolean {
  if (!isForeignRun(recording.run)) return recording.entries.some(({ type }) => type === 'request');
  const baseUrl = snippetRequest(recording)?.baseUrl;
  return baseUrl !== undefined && cloudByApiHost(hostOf(baseUrl))?.baseUrl === baseUrl;
}

/**
 * The last request of a run as a command or program, with the official SDKs. It reads the token from the variable
 * `COZE_API_TOKEN` and contains none. `undefined` if there is no such request.
 */
export function snippetOf(recording: Recording, language: SnippetLanguage): string | undefined {
  const request = snippetRequest(recording);
  if (!request) return undefined;
  const { write, comment } = writers[language];
  const note = request.isDemo
    ? `${comment} The demo runs inside VS Code: this address does not exist.\n`
    : '';
  return note + write(request);
}
