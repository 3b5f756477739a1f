/** Something that is open or under way in the view, and the row, turn or run it belongs to. */
export interface UiToggle {
  readonly kind:
    /** A row is unfolded; `id` is the key of the row. */
    | 'open'
    /** A message of the user is being edited; `id` is the turn. */
    | 'editing'
    /** The user is asked whether to send again; `id` is the run. */
    | 'confirming'
    /** A dismissed question is shown again; `id` is the run. */
    | 'reopened'
    /** A turn was hidden since the page was loaded, so hiding it can be undone; `id` is the turn. */
    | 'justHidden';
  readonly id: string;
}

/** State of the view alone. Lost when the page is reloaded. */
export class UiState {
  private readonly on = new Set<string>();

  /** `onChange` is called after a toggle has changed. */
  constructor(private readonly onChange: (isOn: boolean) => void) {}

  isOn(toggle: UiToggle): boolean {
    return this.on.has(keyOf(toggle));
  }

  set(toggle: UiToggle, isOn: boolean): void {
    if (this.isOn(toggle) !== isOn) this.toggle(toggle);
  }

  toggle(toggle: UiToggle): void {
    const key = keyOf(toggle);
    const isOn = !this.on.delete(key);
    if (isOn) this.on.add(key);
    this.onChange(isOn);
  }

  clear(): void {
    this.on.clear();
  }
}

function keyOf({ kind, id }: UiToggle): string {
  return `${kind} ${id}`;
}
