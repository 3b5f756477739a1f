import { cloudByDomain } from './clouds';
import { resemblesCoze } from './lookAlike';
import { parseUrl, usableBaseUrl, type ParsedUrl } from './urls';

/** What the address of a page on Coze contains. At least one of the IDs is present. */
export interface CozeAddress {
  readonly workflowId?: string;
  /** Absent if the address contains the ID of an app: Coze accepts one of the two. */
  readonly botId?: string;
  readonly appId?: string;
  readonly workspaceId?: string;
  /** Base URL of the API for this page; absent for a bare ID. */
  readonly baseUrl?: string;
}

/**
 * Why a text cannot be used:
 * - `empty`: nothing is left without blanks and invisible characters;
 * - `noAddress`: neither an ID nor an http or https address;
 * - `noId`: the page has no ID;
 * - `idInvalid`: the ID is cut off, or is not a number of 1 to 20 digits;
 * - `lookAlike`: the host resembles one of Coze, or the address hides it behind a user name;
 * - `deployment`: a project deployed to coze.site, which has another interface;
 * - `insecure`: http, and not this computer.
 */
export type AddressProblem =
  'empty' | 'noAddress' | 'noId' | 'idInvalid' | 'lookAlike' | 'deployment' | 'insecure';

export type ReadAddress =
  | { readonly address: CozeAddress }
  /** `host` is the host and port of the address, in ASCII; empty if there is none. */
  | { readonly problem: AddressProblem; readonly host: string };

/** More than any address of Coze has, in UTF-16 units. */
const maxLength = 4_000;
const digits = /^[0-9]{1,20}$/;
/** An ID that a page or a log has shortened. Behind the 19 digits of a whole one, the same marks are punctuation. */
const shortened = /(?<!\d)\d{1,18}(?:…|\.{2,}|\*{3,})$/;

/**
 * Reads a pasted workflow ID, also with its name in front of it or in a request, or the address of a page of Coze
 * (docs/coze-protocol.md, 6.6) or of its API: of a workflow, an app, an agent or a workspace. A page of Coze belongs to the
 * API of its cloud, a page of any other host to a self-hosted server.
 */
export function readCozeAddress(pasted: string): ReadAddress {
  const text = halfWidth(withoutInvisible(pasted.slice(0, maxLength)).trim());
  if (text === '') return { problem: 'empty', host: '' };
  const bare = withoutWrapping(text);
  if (id(bare) && !shortened.test(text)) return { address: { workflowId: bare } };
  if (/^[0-9]+$/.test(bare)) return { problem: 'idInvalid', host: '' };
  const url = findUrl(text);
  const named = namedIds(text);
  if (!url) return named ? { address: named } : { problem: 'noAddress', host: '' };
  const read = hostProblem(url) ?? readPage(url);
  const isRequest = named?.workflowId !== undefined && 'problem' in read && read.problem === 'noId';
  return isRequest ? { address: { ...named, baseUrl: apiOf(url) } } : read;
}

/** The IDs of a request or an assignment, or the number after a label; `undefined` without the ID of a workflow. */
function namedIds(text: string): CozeAddress | undefined {
  const idOf = (name: string): string | undefined =>
    id(
      new RegExp(
        String.raw`(?:^|[\s{,"'“‘])${name}_?id["'”’]?\s*[:=：]\s*["'“‘]?(\d{1,20})(?![\w…*.])`,
        'i',
      ).exec(text)?.[1] ?? '',
    );
  const workflowId = idOf('workflow') ?? labelled(text);
  if (workflowId === undefined) return undefined;
  const [appId, botId] = [idOf('app'), idOf('bot')];
  return { workflowId, ...(appId ? { appId } : botId && { botId }) };
}

/** The only number of a short text, with the length of Coze's IDs: `ID: 7491234567890123456`. */
function labelled(text: string): string | undefined {
  return /^[^\d/\\?&]{1,40}(?<![\w.*…-])(\d{15,20})(?![\w.*…-])[^\d/\\?&]{0,40}$/.exec(text)?.[1];
}

function hostProblem(url: ParsedUrl): ReadAddress | undefined {
  const { host, hostname } = url;
  if (url.username !== '' || url.password !== '') return { problem: 'lookAlike', host };
  if (cloudByDomain(hostname)) return undefined;
  if (/(?:^|\.)coze\.site$/.test(hostname)) return { problem: 'deployment', host };
  if (resemblesCoze(hostname)) return { problem: 'lookAlike', host };
  return usableBaseUrl(url.origin) === undefined ? { problem: 'insecure', host } : undefined;
}

function readPage(url: ParsedUrl): ReadAddress {
  const { host, hostname } = url;
  const cloud = cloudByDomain(hostname);
  const steps = url.pathname.split('/').filter(Boolean);
  const read = (names: readonly string[], ...words: readonly string[]): string =>
    // In addresses of the store, `bot_id` is a flag.
    names.map((name) => url.searchParams.get(name) ?? '').find((value) => /^[0-9]/.test(value)) ??
    after(steps, ...words);
  const workflow = read(['workflow_id'], 'workflow', 'work_flow', 'workflows');
  const app = read(['app_id', 'project_id'], 'project-ide', 'project', 'app', 'apps');
  const bot = read(['bot_id'], 'bot', 'agent', 'bots');
  const space = read(['space_id'], 'space', 'w');
  if ([workflow, app, bot, space].some(isCutOff)) return { problem: 'idInvalid', host };
  const [workflowId, appId, botId, workspaceId] = [id(workflow), id(app), id(bot), id(space)];
  // Only the clouds list the chatflows of a workspace.
  if (!workflowId && !appId && !botId && !(cloud && workspaceId)) return { problem: 'noId', host };
  return {
    address: {
      ...(workflowId && { workflowId }),
      ...(appId ? { appId } : botId && { botId }),
      ...(workspaceId && { workspaceId }),
      baseUrl: apiOf(url),
    },
  };
}

/** The base URL of the API that a page belongs to. */
function apiOf({ hostname, origin }: ParsedUrl): string {
  return cloudByDomain(hostname)?.baseUrl ?? origin;
}

/** A number with other characters behind it, or with too many digits. */
function isCutOff(value: string): boolean {
  return /^[0-9]/.test(value) && !digits.test(value);
}

/** The value if it is an ID. Coze writes 0 for "none". */
function id(value: string): string | undefined {
  return digits.test(value) && !/^0+$/.test(value) ? value : undefined;
}

/** The path segment after one of these words: `/space/1/project-ide/2/workflow/3`. */
function after(steps: readonly string[], ...words: readonly string[]): string {
  const index = steps.findIndex((step) => words.includes(step));
  return steps[index < 0 ? steps.length : index + 1] ?? '';
}

/** The first address in the text: out of a Markdown link, without its scheme, percent-encoded, between brackets or quotes. */
function findUrl(text: string): ParsedUrl | undefined {
  const [, linked] = /\]\(\s*<?([^\s<>]+)/.exec(text) ?? [];
  const decoded = decode(linked ?? text)
    .replace(/\\(?=[_&])/g, '')
    .replaceAll('&amp;', '&');
  const [written] = /https?:\/\/[^\s\\<>"'`“”‘’「」『』《》【】（），。；！、]+/i.exec(decoded) ?? [];
  if (written !== undefined) return parseUrl(shortened.test(written) ? written : withoutWrapping(written));
  const bare = withoutWrapping(decoded).replace(/^\/\//, '');
  if (!/^(?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d{1,5})?\/[^\s\\]*$/i.test(bare)) return undefined;
  const secure = parseUrl(`https://${bare}`);
  // Only this computer is served without https.
  const plain = `http://${bare}`;
  return secure && usableBaseUrl(plain) !== undefined ? parseUrl(plain) : secure;
}

/** Decodes an address that is percent-encoded as a whole, once or twice. */
function decode(text: string): string {
  let decoded = text;
  for (let round = 0; round < 2 && /^\W*https?%(?:25)?3A/i.test(decoded); round++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return decoded;
    }
  }
  return decoded;
}

/** Characters of an address that a Chinese input method has made full-width. */
function halfWidth(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ＝＆＿．／]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(https?)：\/\//gi, '$1://')
    .replace(/？(?=\w+=)/g, '?')
    .replace(/(?<=\w)。(?=\w)/g, '.');
}

/** Blank characters other than the space are kept: an address ends there. */
function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cf}\p{Co}]|(?!\s)\p{Cc}/gu, '');
}

/** Quotes, brackets and punctuation around an address. */
function withoutWrapping(text: string): string {
  const wrapping = String.raw`[\s<>()[\]{}"'\x60“”‘’「」『』《》【】（）]`;
  return text
    .replace(new RegExp(`^${wrapping}+`), '')
    .replace(new RegExp(String.raw`(?:${wrapping}|[.,;:!?。，、；：！？…*|\\])+$`), '');
}
