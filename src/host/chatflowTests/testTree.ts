import {
  l10n,
  Range,
  TestTag,
  type TestController,
  type TestItem,
  type TestItemCollection,
  type Uri,
} from 'vscode';
import { casesOf } from '../../chatflowTests/plan/plan';
import type { TestCase } from '../../chatflowTests/plan/testCase';
import type { TestSpec } from '../../chatflowTests/testFile/testFile';
import { problemText } from '../../chatflowTests/words/words';
import { displayLanguage } from '../environment';
import { foreignLabel, foreignText } from '../foreignText';
import { shownPath, type FoundFile } from './testFiles';
import { listText } from '../../shared/text/listText';

/** An item without children, and the case that it runs. */
export interface Leaf {
  readonly item: TestItem;
  readonly one: TestCase;
  readonly file: FoundFile;
}

/** Why the tests of a file cannot be run. Lines count from 1. */
export interface FileProblem {
  readonly item: TestItem;
  readonly text: string;
  readonly line: number;
}

/** Where the items of a test are. */
interface Place {
  readonly uri: Uri;
  readonly range: Range;
  readonly index: number;
  /** The items before the file was read again. */
  readonly before: ReadonlyMap<string, TestItem>;
}

/** The items of the Test Explorer: file, test, row of the data, version. A level with one member is left out. */
export class TestTree {
  private readonly leaves = new Map<TestItem, Leaf>();
  /** The items below each file, by ID. A file that is read again keeps them: a run may be reporting to them. */
  private readonly items = new Map<string, Map<string, TestItem>>();

  private readonly problems = new Map<TestItem, FileProblem>();

  constructor(private readonly controller: TestController) {}

  /** The files with items, in order. */
  get fileItems(): readonly TestItem[] {
    return itemsOf(this.controller.items);
  }

  /** The item of a file, which may not be read yet. */
  add(uri: Uri): TestItem {
    const id = uri.toString();
    const present = this.controller.items.get(id);
    if (present) return present;
    const item = this.controller.createTestItem(id, foreignLabel(shownPath(uri)), uri);
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  /** Shows the tests of a file, or why it cannot be used. */
  show(file: FoundFile): void {
    const item = this.add(file.uri);
    item.canResolveChildren = false;
    this.forget(item);
    if ('problems' in file.read) {
      const [first] = file.read.problems;
      const text = problemText(first, displayLanguage());
      item.error = l10n.t('Line {line}: {text}', { line: first.line, text: foreignText(text, 1_000) });
      this.problems.set(item, { item, text, line: first.line });
      // The tests of the file before stay: it may be wrong only while it is being written.
      return;
    }
    item.error = undefined;
    const { tests } = file.read.file;
    const cases = casesOf([file.read.file]);
    const before = this.items.get(item.id) ?? new Map<string, TestItem>();
    this.items.set(item.id, new Map());
    const lineCount = file.text.split('\n').length;
    item.children.replace(
      tests.map((test, index) => {
        const end = tests[index + 1]?.line ?? lineCount + 1;
        const range = new Range(test.line - 1, test.column - 1, Math.max(test.line - 1, end - 2), 0);
        return this.testItem(file, test, cases, { uri: file.uri, range, index, before });
      }),
    );
  }

  remove(uri: Uri): void {
    const item = this.controller.items.get(uri.toString());
    if (item) this.forget(item);
    this.items.delete(uri.toString());
    this.controller.items.delete(uri.toString());
  }

  /** The item with the same ID; `undefined` if the file or its test is gone. */
  current({ id, uri }: TestItem): TestItem | undefined {
    return this.controller.items.get(id) ?? this.items.get(uri?.toString() ?? '')?.get(id);
  }

  /** Why the tests of the items' files cannot be run, once for each file. */
  problemsOf(items: readonly TestItem[]): readonly FileProblem[] {
    const files = new Set(items.map(({ uri }) => this.controller.items.get(uri?.toString() ?? '')));
    return [...files].flatMap((file) => (file && this.problems.get(file)) ?? []);
  }

  /** The leaves below items, in order and without the excluded ones. */
  leavesOf(items: readonly TestItem[], excluded: readonly TestItem[] = []): readonly Leaf[] {
    const left = new Set(excluded);
    const found = new Set<Leaf>();
    const walk = (item: TestItem): void => {
      if (left.has(item)) return;
      const leaf = this.leaves.get(item);
      if (leaf) found.add(leaf);
      for (const child of itemsOf(item.children)) walk(child);
    };
    for (const item of items) walk(item);
    return [...found];
  }

  private testItem(file: FoundFile, test: TestSpec, all: readonly TestCase[], place: Place): TestItem {
    const cases = all.filter((one) => one.test.name === test.name);
    const id = JSON.stringify([file.uri.toString(), test.name]);
    const item = this.item(id, test.name, place);
    item.tags = test.tags.map((tag) => new TestTag(foreignText(tag)));
    const [only] = cases;
    if (cases.length <= 1) {
      if (only) this.leaves.set(item, { item, one: only, file });
      // The item can be that of a test that had rows.
      item.children.replace([]);
      return item;
    }
    const rows = [...new Set(cases.map(({ row }) => row?.number ?? 0))];
    const children = rows.flatMap((row, rowIndex) => {
      const ofRow = cases.filter((one) => (one.row?.number ?? 0) === row);
      const versions = ofRow.map((one, versionIndex) => {
        const isVersion = ofRow.length > 1;
        const label = isVersion ? (one.target.version ?? '') : rowLabel(one);
        const childId = JSON.stringify([id, row, one.target.label]);
        const child = this.item(childId, label, { ...place, index: isVersion ? versionIndex : rowIndex });
        child.tags = item.tags;
        this.leaves.set(child, { item: child, one, file });
        return child;
      });
      const [first] = ofRow;
      if (row === 0 || versions.length === 1 || !first) return versions;
      const parent = this.item(JSON.stringify([id, row]), rowLabel(first), { ...place, index: rowIndex });
      parent.tags = item.tags;
      parent.children.replace(versions);
      return [parent];
    });
    item.children.replace(children);
    return item;
  }

  private item(id: string, label: string, { uri, range, index, before }: Place): TestItem {
    const item = before.get(id) ?? this.controller.createTestItem(id, '', uri);
    this.items.get(uri.toString())?.set(id, item);
    item.label = foreignLabel(label) || '–';
    item.range = range;
    item.sortText = String(index).padStart(5, '0');
    return item;
  }

  private forget(item: TestItem): void {
    this.leaves.delete(item);
    this.problems.delete(item);
    for (const child of itemsOf(item.children)) this.forget(child);
  }
}

/** Such as `Row 2: 你好, Hello`. */
function rowLabel({ row }: TestCase): string {
  const values = Object.values(row?.values ?? {}).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  return l10n.t('Row {number}: {values}', {
    number: row?.number ?? 0,
    values: foreignText(listText(values, displayLanguage()), 60),
  });
}

function itemsOf(collection: TestItemCollection): readonly TestItem[] {
  const items: TestItem[] = [];
  collection.forEach((item) => items.push(item));
  return items;
}
