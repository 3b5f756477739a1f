import { crc32 } from 'node:zlib';
import { parseJson } from '../../shared/json/json';

/*
 * One line of a journal:
 *
 *     v1 <bytes of json> <writer> <number> <json> <crc32 of all before it>
 *
 * The version is in every line, because two windows of different versions may write to the same file.
 * The length distinguishes a line that was torn by a crash (it is shorter) from one that was damaged later.
 * Writer and number identify the record: one that was written again after an apparent failure counts once.
 * The checksum is last, so that a truncated line is never valid. Every later version keeps `v<N> … <crc32>`.
 */

const version = 1;
const header = /^v(\d{1,6}) (\d{1,9}) ([0-9a-z.-]{1,64}) (\d{1,15}) /;
/** Longest possible header, in bytes. */
export const headerLimit = 1 + 6 + 1 + 9 + 1 + 64 + 1 + 15 + 1;
const checksumLength = 9;
/** Longest record that is read, so that memory does not depend on the content of a file. Events are much smaller. */
const maxJsonBytes = 256 * 1024 * 1024;

/** An event with its identity: the ID of its writer, and the writer's count of records in this journal, from 1. */
export interface JournalRecord<E = unknown> {
  readonly writer: string;
  readonly number: number;
  readonly event: E;
}

/** The result of reading a line. */
export type ParsedLine =
  | { readonly kind: 'record'; readonly record: JournalRecord }
  | { readonly kind: 'future'; readonly version: number }
  /** Truncated. Writer and number are known if the header is complete. */
  | { readonly kind: 'torn'; readonly writer?: string; readonly number?: number }
  | { readonly kind: 'damaged' };

/** The line of a record, without line breaks around it. */
export function encodeRecord(record: JournalRecord): Buffer {
  const json = Buffer.from(JSON.stringify(record.event));
  const head = Buffer.from(`v${version} ${json.length} ${record.writer} ${record.number} `, 'latin1');
  const body = Buffer.concat([head, json]);
  return Buffer.concat([body, Buffer.from(` ${checksumOf(body)}`, 'latin1')]);
}

/** Reads one line, given without its line break. Never throws. */
export function parseLine(line: Buffer): ParsedLine {
  const match = header.exec(line.toString('latin1', 0, headerLimit));
  const isSound = hasChecksum(line);
  if (isSound) {
    const lineVersion = Number(/^v(\d{1,6}) /.exec(line.toString('latin1', 0, 8))?.[1]);
    if (lineVersion > version) return { kind: 'future', version: lineVersion };
  }
  if (!match) return isHeaderStart(line) ? { kind: 'torn' } : { kind: 'damaged' };
  const [head, , length, writer = '', count] = match;
  const number = Number(count);
  if (!isSound) {
    const isShort = line.length < head.length + Number(length) + checksumLength;
    return isShort ? { kind: 'torn', writer, number } : { kind: 'damaged' };
  }
  const event = parseJson(line.toString('utf8', head.length, line.length - checksumLength));
  return { kind: 'record', record: { writer, number, event } };
}

/**
 * The longest line, in bytes, that can start like this. A longer one is no record and need not be kept in memory.
 * `start` has at least {@link headerLimit} bytes, or is the whole line.
 */
export function lineLimit(start: Buffer): number {
  const text = start.toString('latin1', 0, headerLimit);
  const match = header.exec(text);
  if (match) return match[0].length + Math.min(Number(match[2]), maxJsonBytes) + checksumLength;
  // A line of a later version may start differently; only its checksum distinguishes it from garbage.
  return /^v\d{1,6} /.test(text) ? maxJsonBytes : headerLimit;
}

/**
 * The valid records within a damaged line: if a line break was lost or garbage precedes a record, the records may be
 * intact.
 */
export function salvage(line: Buffer): readonly JournalRecord[] {
  const found: JournalRecord[] = [];
  const mark = `v${version} `;
  for (let at = line.indexOf(mark); at >= 0;) {
    const rest = line.subarray(at);
    const match = header.exec(rest.toString('latin1', 0, headerLimit));
    const end = match ? match[0].length + Number(match[2]) + checksumLength : 0;
    const parsed = match && end <= rest.length ? parseLine(rest.subarray(0, end)) : undefined;
    const isRecord = parsed?.kind === 'record';
    if (isRecord) found.push(parsed.record);
    at = line.indexOf(mark, at + (isRecord ? end : 1));
  }
  return found;
}

function hasChecksum(line: Buffer): boolean {
  const end = line.length - checksumLength;
  return end > 0 && line.toString('latin1', end) === ` ${checksumOf(line.subarray(0, end))}`;
}

function checksumOf(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

/** Whether more bytes can complete this header. */
function isHeaderStart(line: Buffer): boolean {
  return (
    line.length < headerLimit &&
    /^(?:v(?:\d{1,6}(?: (?:\d{1,9}(?: (?:[0-9a-z.-]{1,64}(?: \d{0,15})?)?)?)?)?)?)?$/.test(
      line.toString('latin1'),
    )
  );
}
