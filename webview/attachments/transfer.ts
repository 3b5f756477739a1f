import type { Transfer } from '../onDemand/attachmentsPart';

/** The type under which VS Code drags its files. Its web build and other windows use the second one. */
const uriTypes = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

/** Whether something is dragged that can be attached. Its content cannot be read before it is dropped. */
export function canBeAttached(data: DataTransfer): boolean {
  return data.types.includes('Files') || data.types.includes(uriTypes[0]);
}

/** The files of a drop. To be called during its event: they cannot be read later. */
export function droppedFiles(data: DataTransfer): Transfer {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory === true;
  const named = items.map((item) => ({ file: item.getAsFile(), isFolder: isFolder(item) }));
  const files = named.flatMap(({ file, isFolder }) => (file && !isFolder ? [file] : []));
  const folders = named.flatMap(({ file, isFolder }) => (file && isFolder ? [file.name] : []));
  const uris =
    files.length + folders.length > 0 ? [] : (uriTypes.map((type) => urisIn(data, type)).find(hasAny) ?? []);
  return { files, folders, uris };
}

/**
 * The files of a paste. None if it holds text as well: Office programs add a picture of copied cells. The text of a file
 * manager is the name or path of the file.
 */
export function pastedFiles(data: DataTransfer): Transfer {
  const words = data.getData('text/plain').trim();
  const dropped = droppedFiles(data);
  const names = [...dropped.files.map(({ name }) => name), ...dropped.folders];
  const isNameOf = (line: string) => names.some((name) => line === name || line.endsWith(`/${name}`));
  const isName = words === '' || words.split(/\r?\n/).every(isNameOf);
  return isName ? { ...dropped, uris: [] } : { files: [], folders: [], uris: [] };
}

export function isNothing({ files, folders, uris }: Transfer): boolean {
  return files.length + folders.length + uris.length === 0;
}

/** Web addresses are not files: they are dropped as text. */
function urisIn(data: DataTransfer, type: string): readonly string[] {
  const lines = data.getData(type).split(/\r?\n/);
  return lines.filter((line) => /^[a-z][\w+.-]*:/i.test(line) && !/^(?:https?|data|javascript):/i.test(line));
}

function hasAny(list: readonly string[]): boolean {
  return list.length > 0;
}
