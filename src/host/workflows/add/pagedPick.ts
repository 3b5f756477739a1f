import { l10n, QuickPickItemKind, window, type QuickPick, type QuickPickItem } from 'vscode';
import type { showStep, StepEnd } from '../../prompts/stepPrompt';
import type { PagedList } from '../pagedList';

/** An item of the list, or a row below it that does something else. A row without a value does nothing. */
export interface PagedRow<V> extends QuickPickItem {
  readonly value?: V;
}

export interface PagedPickOptions<T, V> {
  readonly showStep: typeof showStep;
  readonly number: number;
  readonly title: string;
  readonly placeholder: string;
  readonly list: PagedList<T>;
  /** The entries in the order in which they are shown. */
  readonly rowsOf: (entries: readonly T[]) => readonly PagedRow<V>[];
  /** Shown instead of the entries if there are none. */
  readonly emptyText: string;
  /** Rows below the entries, except while a page is loaded. */
  readonly furtherRows: readonly PagedRow<V>[];
  /** Why a page could not be loaded: rows with remedies, or a value that ends the step. */
  readonly onFailure: (error: unknown) => Promise<Failure<V>>;
  /** The value of a list with one entry, which is not worth a question. */
  readonly onlyValue?: (entry: T) => V;
  /** Called after each page. `update` shows the rows again; `signal` is aborted when the step ends. */
  readonly onLoad?: (entries: readonly T[], update: () => void, signal: AbortSignal) => void;
}

export type Failure<V> = { readonly rows: readonly PagedRow<V>[] } | { readonly value: V };

/** The chosen value. `isUnasked`: the list ended the step, not the user. */
export interface PagedChoice<V> {
  readonly chosen: V;
  readonly isUnasked: boolean;
}

/** Pages that are loaded for one typed filter without a further act: each page is a call. */
const pagesPerFilter = 10;
/** With so many matches, typing loads no further page. */
const enoughMatches = 20;
const typingPauseMs = 250;

type Row<V> = PagedRow<V> & { readonly loadsMore?: true };

/**
 * Picks from a list that is loaded page by page. The first page is loaded when the list is shown; another one by the row
 * below the entries, or while a filter is typed that has few matches.
 */
export async function pickFromPages<T, V>(options: PagedPickOptions<T, V>): Promise<StepEnd<PagedChoice<V>>> {
  const pick = window.createQuickPick<Row<V>>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  const loader = new PickLoader(pick, options);
  const result = await options.showStep<PagedChoice<V>>({
    input: pick,
    number: options.number,
    accept: () => {
      const [row] = pick.selectedItems;
      if (row?.loadsMore) loader.loadOnce();
      return row?.value === undefined ? undefined : { chosen: row.value, isUnasked: false };
    },
    start: (end) => {
      loader.start((chosen) => end({ chosen, isUnasked: true }));
    },
  });
  loader.stop();
  return result;
}

/** Loads pages into an open quick pick. */
class PickLoader<T, V> {
  private typing: NodeJS.Timeout | undefined;
  private failure: readonly PagedRow<V>[] = [];
  private readonly stopped = new AbortController();
  private endWith: (value: V) => void = () => undefined;

  constructor(
    private readonly pick: QuickPick<Row<V>>,
    private readonly options: PagedPickOptions<T, V>,
  ) {}

  /** @param endWith ends the step without a choice of the user. */
  start(endWith: (value: V) => void): void {
    this.endWith = endWith;
    const { list, onlyValue } = this.options;
    this.pick.onDidChangeValue(() => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => void this.loadForFilter(this.pick.value), typingPauseMs);
    });
    this.update();
    if (list.entries.length > 0 || list.isComplete) return;
    void this.load().then(() => {
      const [entry] = list.entries;
      if (entry !== undefined && list.isComplete && list.entries.length === 1 && onlyValue)
        endWith(onlyValue(entry));
    });
  }

  stop(): void {
    this.stopped.abort();
    clearTimeout(this.typing);
    this.options.list.cancel();
  }

  loadOnce(): void {
    void this.load();
  }

  private async loadForFilter(filter: string): Promise<void> {
    for (let count = 0; count < pagesPerFilter && this.needsMore(filter); count++) await this.load();
  }

  private needsMore(filter: string): boolean {
    const { list } = this.options;
    const isCurrent = !this.isStopped && this.pick.value === filter && filter.trim() !== '';
    if (!isCurrent || list.isComplete || this.failure.length > 0) return false;
    const wanted = filter.trim().toLowerCase();
    const rows = this.options.rowsOf(list.entries);
    return rows.filter((row) => textOf(row).includes(wanted)).length < enoughMatches;
  }

  private async load(): Promise<void> {
    const { list, onLoad, onFailure } = this.options;
    this.failure = [];
    const loading = list.loadMore();
    this.update();
    try {
      await loading;
      if (!this.isStopped) onLoad?.(list.entries, () => this.update(), this.stopped.signal);
    } catch (error) {
      if (this.isStopped) return;
      const failure = await onFailure(error);
      if ('value' in failure) this.endWith(failure.value);
      else this.failure = failure.rows;
    }
    this.update();
  }

  private get isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  private update(): void {
    if (this.isStopped) return;
    const { pick } = this;
    const { list, furtherRows } = this.options;
    const [active] = pick.activeItems;
    pick.busy = list.isLoading;
    // VS Code identifies the row of a click by its position. The rows below the entries move when a page arrives.
    const stable = list.isLoading ? [] : furtherRows;
    const further = stable.filter((row) => !this.failure.some(({ label }) => label === row.label));
    pick.items = [...this.entryRows(), ...further];
    const same = active && pick.items.find((row) => isSame(row, active));
    const remedy = this.failure.find(({ value }) => value !== undefined);
    const next = remedy ?? same;
    if (next) pick.activeItems = [next];
  }

  private entryRows(): readonly Row<V>[] {
    const { list, rowsOf, emptyText } = this.options;
    const separator: Row<V> = { label: '', kind: QuickPickItemKind.Separator };
    const rows: readonly Row<V>[] = rowsOf(list.entries);
    if (this.failure.length > 0) return [...rows, ...this.failure, separator];
    if (list.isLoading) return rows.length > 0 ? rows : [{ label: l10n.t('Loading…'), alwaysShow: true }];
    if (!list.isComplete) return [...rows, this.moreRow(), separator];
    return rows.length > 0
      ? [...rows, separator]
      : [{ label: `$(info) ${emptyText}`, alwaysShow: true }, separator];
  }

  private moreRow(): Row<V> {
    const count = this.options.list.entries.length;
    return {
      label: `$(chevron-down) ${l10n.t('Load more…')}`,
      description: l10n.t('{count} loaded', { count }),
      detail: l10n.t('Typing searches what is loaded. Each page is one API call.'),
      alwaysShow: true,
      loadsMore: true,
    };
  }
}

function textOf({ label, description, detail }: QuickPickItem): string {
  return [label, description, detail].join('\n').toLowerCase();
}

function isSame(a: QuickPickItem, b: QuickPickItem): boolean {
  return a.label === b.label && a.detail === b.detail;
}
