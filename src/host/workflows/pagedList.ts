/** The pages of apps and agents; no list has smaller ones (docs/coze-protocol.md, 6.1). */
const smallestPage = 20;

/** A list that is loaded page by page. One request loads one page. */
export class PagedList<T> {
  private loaded: readonly T[] = [];
  private ended = false;
  private pages: AsyncIterator<readonly T[]> | undefined;
  private controller = new AbortController();
  private loading: Promise<void> | undefined;

  /**
   * @param open starts the list from its first page.
   * @param pageSize entries of a whole page. A page with fewer is the last one in nearly every case; that it is costs no
   * request.
   */
  constructor(
    private readonly open: (signal: AbortSignal) => AsyncIterable<readonly T[]>,
    private readonly pageSize = smallestPage,
  ) {}

  get entries(): readonly T[] {
    return this.loaded;
  }

  /** Whether all pages are loaded. */
  get isComplete(): boolean {
    return this.ended;
  }

  get isLoading(): boolean {
    return this.loading !== undefined;
  }

  /** Loads the next page; joins a load in progress. Rejects if it fails: the next call starts from the first page. */
  loadMore(): Promise<void> {
    if (this.ended) return Promise.resolve();
    this.loading ??= this.load().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  /** Aborts the request in progress, if there is one. What is loaded stays. */
  cancel(): void {
    if (this.loading) this.controller.abort();
  }

  private async load(): Promise<void> {
    if (!this.pages) {
      this.controller = new AbortController();
      this.pages = this.open(this.controller.signal)[Symbol.asyncIterator]();
      this.loaded = [];
    }
    try {
      const length = await this.take(this.pages);
      if (length > 0 && length < this.pageSize) await this.take(this.pages);
    } catch (error) {
      this.pages = undefined;
      throw error;
    }
  }

  /** Appends the next page. Returns its length, 0 at the end. */
  private async take(pages: AsyncIterator<readonly T[]>): Promise<number> {
    const page = await pages.next();
    if (page.done) {
      this.ended = true;
      return 0;
    }
    this.loaded = [...this.loaded, ...page.value];
    return page.value.length;
  }
}
