import { FileType, Uri, workspace } from 'vscode';
import { optionsInRecordings } from '../../../chatflowTests/editor/seenOptions';

/** Most recordings of one test file that are looked through, and their largest size in bytes. */
const maxFiles = 50;
const maxBytes = 2_000_000;

/** The options of questions in the recordings beside a test file. A recording is read once, until it changes. */
export class RecordedOptions {
  private readonly kept = new Map<string, { readonly mtime: number; readonly options: readonly string[] }>();

  async of(testFile: Uri): Promise<readonly string[]> {
    const folder = Uri.joinPath(testFile, '..', '__runs__');
    const base = testFile.path.slice(testFile.path.lastIndexOf('/') + 1).replace(/\.coze-test\.\w+$/, '');
    try {
      const entries = await workspace.fs.readDirectory(folder);
      const names = entries.filter(
        ([name, type]) => type === FileType.File && name.startsWith(`${base}.`) && name.endsWith('.ndjson'),
      );
      const options = await Promise.all(
        names.slice(0, maxFiles).map(([name]) => this.read(Uri.joinPath(folder, name))),
      );
      return [...new Set(options.flat())];
    } catch {
      // There is no folder, or it cannot be read: nothing is suggested.
      return [];
    }
  }

  private async read(uri: Uri): Promise<readonly string[]> {
    const { mtime, size } = await workspace.fs.stat(uri);
    const known = this.kept.get(uri.toString());
    if (known?.mtime === mtime) return known.options;
    if (size > maxBytes) return [];
    const options = await optionsInRecordings(new TextDecoder().decode(await workspace.fs.readFile(uri)));
    this.kept.set(uri.toString(), { mtime, options });
    return options;
  }
}
