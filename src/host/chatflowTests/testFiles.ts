import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Uri, workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import { readTestFile, type ReadTestFile } from '../../chatflowTests/testFile/readTestFile';
import { Emitter, type Event } from '../../shared/emitter';
import { maxNamedBytes } from '../../chatflowTests/testFile/named/namedPath';
import { readInside } from '../attachments/files/readInside';
import { DisposableBase } from '../disposable';
import { isTestFile } from './isTestFile';

/** A test file of the workspace that was read. */
export interface FoundFile {
  readonly uri: Uri;
  /** {@link shownPath} */
  readonly path: string;
  readonly text: string;
  readonly read: ReadTestFile;
  /** The text is another one than before. */
  readonly isChanged: boolean;
}

interface Reading {
  result: Promise<FoundFile | undefined>;
}

/** Patterns distinguish capitals on Linux. */
const pattern = '**/*.coze-test.{yaml,yml,json,YAML,YML,JSON}';
const leftOut = '{**/node_modules/**,**/.git/**}';
const maxFiles = 5_000;
/** Pause after the last key before an open file is read, in milliseconds. */
const pauseMs = 300;

/**
 * Names a file in results, with forward slashes: relative to its folder of the workspace, after the name of the folder if
 * there are several, and a number if folders have the same name.
 */
export function shownPath(uri: Uri): string {
  const folder = workspace.getWorkspaceFolder(uri);
  return `${folder ? prefixOf(folder) : ''}${workspace.asRelativePath(uri, false)}`;
}

/** A {@link shownPath} relative to its folder; `undefined` if it leads out of the folder. */
export function pathInFolder(path: string, folder: WorkspaceFolder): string | undefined {
  const prefix = prefixOf(folder);
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

function prefixOf(folder: WorkspaceFolder): string {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length < 2) return '';
  const number = folders.filter(({ name }) => name === folder.name).indexOf(folder) + 1;
  return `${folder.name}${number > 1 ? ` (${String(number)})` : ''}/`;
}

/** The test files of the workspace. What an editor shows counts, saved or not. */
export class TestFiles extends DisposableBase {
  private readonly files = new Map<string, FoundFile>();
  /** The newest reading of each file: an older one that ends later has its result. */
  private readonly readings = new Map<string, Reading>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly found = this.register(new Emitter<Uri>());
  private readonly read = this.register(new Emitter<FoundFile>());
  private readonly removed = this.register(new Emitter<Uri>());
  private searching: Promise<void> | undefined;

  /** Fires when a file was found, before it is read. */
  readonly onDidFind: Event<Uri> = this.found.event;
  /** Fires when a file was read, also after a change. */
  readonly onDidRead: Event<FoundFile> = this.read.event;
  readonly onDidRemove: Event<Uri> = this.removed.event;

  /** Finds the files once, and follows their changes. Resolves when all are found; they are read in the background. */
  find(): Promise<void> {
    this.searching ??= this.watchAndSearch();
    return this.searching;
  }

  /** Looks at the disk again. */
  async refresh(): Promise<void> {
    await this.find();
    const uris = await this.search();
    const present = new Set(uris.map(String));
    for (const { uri } of this.files.values()) if (!present.has(uri.toString())) this.remove(uri);
    for (const uri of uris) await this.load(uri);
  }

  /** The file as it is now; `undefined` if it cannot be read. */
  load(uri: Uri): Promise<FoundFile | undefined> {
    const reading: Reading = { result: Promise.resolve(undefined) };
    this.readings.set(uri.toString(), reading);
    reading.result = this.readNow(uri, reading);
    return reading.result;
  }

  private async readNow(uri: Uri, reading: Reading): Promise<FoundFile | undefined> {
    const key = uri.toString();
    const bytes = await bytesOf(uri);
    if (!bytes) {
      if (this.readings.get(key) === reading) this.remove(uri);
      return undefined;
    }
    const path = shownPath(uri);
    const read = await readTestFile(path, bytes, (name) => namedFile(uri, name));
    const text = new TextDecoder().decode(bytes);
    const before = this.files.get(key);
    const file = { uri, path, text, read, isChanged: before !== undefined && before.text !== text };
    const newest = this.readings.get(key);
    if (newest !== reading) return newest?.result;
    this.files.set(key, file);
    this.read.fire(file);
    return file;
  }

  override dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    super.dispose();
  }

  private async watchAndSearch(): Promise<void> {
    const watcher = this.register(workspace.createFileSystemWatcher(pattern));
    watcher.onDidCreate((uri) => this.loadSoon(uri));
    watcher.onDidChange((uri) => this.loadSoon(uri));
    watcher.onDidDelete((uri) => this.remove(uri));
    this.register(workspace.onDidChangeTextDocument(({ document }) => this.documentChanged(document)));
    // Unsaved text is gone.
    this.register(workspace.onDidCloseTextDocument((document) => this.documentChanged(document)));
    this.register(workspace.onDidChangeWorkspaceFolders(() => void this.refresh()));
    const uris = await this.search();
    for (const uri of uris) this.found.fire(uri);
    void this.readAll(uris);
  }

  private async readAll(uris: readonly Uri[]): Promise<void> {
    for (const uri of uris) {
      await setImmediate();
      await this.load(uri);
    }
  }

  private async search(): Promise<readonly Uri[]> {
    const uris = await workspace.findFiles(pattern, leftOut, maxFiles);
    return uris.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  private documentChanged({ uri }: TextDocument): void {
    if (isTestFile(uri)) this.loadSoon(uri);
  }

  private loadSoon(uri: Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    const timer = setTimeout(() => {
      this.timers.delete(key);
      void this.load(uri);
    }, pauseMs);
    this.timers.set(key, timer);
  }

  private remove(uri: Uri): void {
    const key = uri.toString();
    this.readings.delete(key);
    // The text of a deleted file can still be known as that of a document.
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.files.delete(key);
    this.removed.fire(uri);
  }
}

async function bytesOf(uri: Uri): Promise<Uint8Array | undefined> {
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open) return new TextEncoder().encode(open.getText());
  try {
    return await workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

/** The content of a file that a test file names. It must be in the same folder of the workspace, and not too large. */
export async function namedFile(uri: Uri, name: string): Promise<Uint8Array> {
  const folder = workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder) throw new Error('outside');
  if (uri.scheme === 'file') {
    const path = join(relative(folder.fsPath, uri.fsPath), '..', name);
    return readInside(folder.fsPath, path, maxNamedBytes);
  }
  const named = Uri.joinPath(uri, '..', name);
  if (!named.path.startsWith(`${folder.path.replace(/\/$/, '')}/`)) throw new Error('outside');
  if ((await workspace.fs.stat(named)).size > maxNamedBytes) throw new Error('tooLarge');
  return workspace.fs.readFile(named);
}
