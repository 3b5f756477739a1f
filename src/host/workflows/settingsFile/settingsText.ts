import {
  findNodeAtLocation,
  getNodeValue,
  modify,
  parseTree,
  type Edit,
  type JSONPath,
  type Node,
} from 'jsonc-parser';
import type { EntryPath } from '../../entries/entryProblem';
import type { TextRange } from '../../textRange';

/** A change of a settings file: replaces `length` UTF-16 units at `offset`. */
export type TextChange = Edit;

/** Larger files are not checked. UTF-16 units. */
const maxLength = 2_000_000;

/** The entries of `coze.workflows` in the text of a settings file: JSON with comments. */
export class SettingsText {
  private constructor(
    readonly text: string,
    private readonly root: Node,
    /** Path of the list. */
    private readonly list: JSONPath,
  ) {}

  /** Reads `settings.json`, or the settings in a workspace file. `undefined` if it has no list of workflows. */
  static read(text: string): SettingsText | undefined {
    if (text.length > maxLength || !text.includes('coze.workflows')) return undefined;
    const root = rootOf(text);
    for (const list of [['coze.workflows'], ['settings', 'coze.workflows']]) {
      if (root && findNodeAtLocation(root, list)?.type === 'array') return new SettingsText(text, root, list);
    }
    return undefined;
  }

  /** The entries as VS Code reads them: numbers may have lost digits. */
  get entries(): readonly unknown[] {
    const list = findNodeAtLocation(this.root, this.list);
    return (list?.children ?? []).map((node) => getNodeValue(node) as unknown);
  }

  /** Where a value is written; of a field that is absent, the first character of the entry. */
  rangeOf(index: number, path: EntryPath): TextRange {
    const node = this.node(index, path);
    if (node) return { start: node.offset, end: node.offset + node.length };
    const start = this.node(index, [])?.offset ?? 0;
    return { start, end: start + 1 };
  }

  /** Where the name of a field is written. */
  nameRange(index: number, path: EntryPath): TextRange {
    const name = this.nameOf(index, path);
    return name ? { start: name.offset, end: name.offset + name.length } : this.rangeOf(index, []);
  }

  /** A value together with the name of its field. */
  reachOf(index: number, path: EntryPath): TextRange {
    const { start, end } = this.rangeOf(index, path);
    return { start: this.nameOf(index, path)?.offset ?? start, end };
  }

  /** The text of a value as it is written, with all digits of a number. Empty if it is absent. */
  written(index: number, path: EntryPath): string {
    const node = this.node(index, path);
    return node ? this.text.slice(node.offset, node.offset + node.length) : '';
  }

  /** Adds or replaces a value. Without a value it is removed, with its comma. */
  set(index: number, path: EntryPath, value: unknown): readonly TextChange[] {
    return modify(this.text, [...this.list, index, ...path], value, {
      formattingOptions: { insertSpaces: true, tabSize: 2, eol: this.text.includes('\r\n') ? '\r\n' : '\n' },
    });
  }

  /** Puts a number or a truth value in quotation marks; of an object, each of its members. */
  quote(index: number, path: EntryPath): readonly TextChange[] {
    const node = this.node(index, path);
    const members = node?.type === 'object' ? (node.children ?? []).map((one) => one.children?.[1]) : [node];
    return members.flatMap((member) =>
      member?.type === 'number' || member?.type === 'boolean'
        ? [
            { offset: member.offset, length: 0, content: '"' },
            { offset: member.offset + member.length, length: 0, content: '"' },
          ]
        : [],
    );
  }

  /** Renames a field. */
  rename(index: number, path: EntryPath, name: string): readonly TextChange[] {
    const node = this.nameOf(index, path);
    return node ? [{ offset: node.offset, length: node.length, content: JSON.stringify(name) }] : [];
  }

  private nameOf(index: number, path: EntryPath): Node | undefined {
    const property = this.node(index, path)?.parent;
    return property?.type === 'property' ? property.children?.[0] : undefined;
  }

  private node(index: number, path: EntryPath): Node | undefined {
    return findNodeAtLocation(this.root, [...this.list, index, ...path]);
  }
}

/** `undefined` for a text that is not JSON, or nested too deeply. */
function rootOf(text: string): Node | undefined {
  try {
    return parseTree(text, [], { allowTrailingComma: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
