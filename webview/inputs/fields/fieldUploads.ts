import { uploadMember } from '../../../src/shared/uploads';
import { addItem } from './cells';
import type { Cell, FieldForm } from './fieldForm';
import { uploadField } from './fileControl';
import { fileIn } from './fileIn';
import { innerCells } from './problems';

interface Place {
  readonly cell: Cell;
  /** The array that the field is an item of. */
  readonly list?: Cell;
}

/** Puts files that were attached to a field into it. The host names the field of an upload as the form did. */
export class FieldUploads {
  /** IDs of uploads that are in a field, or were. */
  private readonly known = new Set<string>();

  constructor(private readonly form: FieldForm) {}

  take(cells: readonly Cell[]): void {
    for (const { id, field } of this.form.uploads()) {
      if (field === undefined || this.known.has(id)) continue;
      const place = placeOf(cells, field);
      if (!place) continue;
      this.known.add(id);
      if (!this.isIn(id)) put(place, id);
    }
  }

  private isIn(id: string): boolean {
    return Object.values(this.form.texts()).some((text) => text.includes(JSON.stringify(id)));
  }
}

function placeOf(cells: readonly Cell[], field: string, list?: Cell): Place | undefined {
  for (const cell of cells) {
    const own = uploadField(cell);
    if (own === field) return cell.field.type === 'file' ? { cell, ...(list && { list }) } : undefined;
    if (field.startsWith(`${own}/`)) {
      return placeOf(innerCells(cell), field, cell.field.type === 'array' ? cell : undefined);
    }
  }
  return undefined;
}

/** Several files that were chosen for one item of an array become items. */
function put({ cell, list }: Place, id: string): void {
  const before = fileIn(cell);
  if (before && list) {
    addItem(list);
    innerCells(list).at(-1)?.write(referenceTo(id));
    return;
  }
  if (before?.upload) cell.form.view.actions.post({ type: 'removeUpload', id: before.id });
  cell.write(referenceTo(id));
}

function referenceTo(id: string): string {
  return JSON.stringify({ [uploadMember]: id });
}
