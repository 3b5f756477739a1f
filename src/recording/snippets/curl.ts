import { json, literal, shellQuoted } from './literals';
import type { SnippetRequest } from './snippetRequest';

/** Longest body as an argument, in UTF-16 units: Linux takes 128 KiB for one. A larger body is the input of curl. */
const maxArgument = 30_000;

/** The request as a command for a POSIX shell. The token is that of the variable `COZE_API_TOKEN`. */
export function curlSnippet(request: SnippetRequest): string {
  const body = literal(request.body, json);
  const head = [
    `curl --no-buffer -X POST ${shellQuoted(request.url)}`,
    '-H "Authorization: Bearer $COZE_API_TOKEN"',
    "-H 'Content-Type: application/json'",
    "-H 'Accept: text/event-stream'",
  ];
  if (body.length <= maxArgument) return lines([...head, `--data-raw ${shellQuoted(body)}`]);
  return `${lines([...head, "--data-binary @- <<'COZE_REQUEST'"])}${body}\nCOZE_REQUEST\n`;
}

function lines(parts: readonly string[]): string {
  return `${parts.join(' \\\n  ')}\n`;
}
