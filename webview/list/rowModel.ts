import type {
  Conversation,
  Run,
  ServiceMessage,
  Turn,
  TurnState,
} from '../../src/shared/conversation/conversation';
import { isSuperseded } from '../../src/shared/conversation/repeat';
import { filledFields } from '../../src/shared/filledFields';
import type { MessageBodies } from './messageBodies';
import type { Article, ArticleName, Row } from './rows';

interface TurnRows {
  readonly turn: Turn;
  readonly isLast: boolean;
  /** Version of the turn in {@link MessageBodies} when the rows were created. */
  readonly version: number;
  readonly rows: readonly Row[];
  readonly articles: number;
}

/**
 * The conversation as one flat list of rows. Unchanged rows remain the same objects, so the cost of an update is that
 * of the turn that has changed.
 */
export class RowModel {
  rows: readonly Row[] = [];
  /** Number of articles of the conversation, for `aria-setsize`. */
  articleCount = 0;
  private turns: readonly TurnRows[] = [];
  private seenChanges = 0;
  private readonly articles = new Map<string, { readonly article: Article; readonly position: number }>();

  constructor(private readonly bodies: MessageBodies) {}

  /** Whether the last run is open. */
  get isGrowing(): boolean {
    const last = this.rows.at(-1);
    return last?.kind === 'footer' && last.run.outcome === undefined;
  }

  /** Updates the rows. Returns the index of the first row whose key has changed. */
  update(conversation: Conversation): number {
    const turns = conversation.turns;
    let same = 0;
    while (same < turns.length && this.isSame(this.turns[same], turns, same)) same++;
    if (same === turns.length && same === this.turns.length) {
      this.seenChanges = this.bodies.changes;
      return this.rows.length;
    }
    const next = this.turns.slice(0, same);
    if (same === 0) this.articles.clear();
    let rowCount = 0;
    let articleCount = 0;
    for (const known of next) {
      rowCount += known.rows.length;
      articleCount += known.articles;
    }
    const rows = this.rows.slice(0, rowCount);
    for (let index = same; index < turns.length; index++) {
      const turn = turns[index];
      if (!turn) break;
      const known = this.turns[index];
      const made =
        known && this.isSame(known, turns, index) ? known : this.make(turn, index === turns.length - 1);
      next.push(made);
      let article = '';
      for (const row of made.rows) {
        if (row.article.key !== article) {
          article = row.article.key;
          articleCount++;
        }
        // The last row of an article is not a block.
        if (row.kind !== 'block')
          this.articles.set(article, { article: row.article, position: articleCount });
        rows.push(row);
      }
    }
    const before = this.rows;
    this.seenChanges = this.bodies.changes;
    this.turns = next;
    this.rows = rows;
    this.articleCount = articleCount;
    let first = rowCount;
    while (first < rows.length && (rows[first] === before[first] || rows[first]?.key === before[first]?.key))
      first++;
    return first;
  }

  /** Returns the article of a row of the list, with its position from 1. */
  articleOf(row: Row): { readonly article: Article; readonly position: number } | undefined {
    return this.articles.get(row.article.key);
  }

  /** Parses rows that are about to be mounted. Returns whether any was parsed, so that an update is needed. */
  parse(rows: readonly Row[]): boolean {
    let hasParsed = false;
    for (const row of rows) {
      if (row.kind !== 'unparsed' || row.isBroken) continue;
      this.bodies.parse(row.message, row.article.turn.id);
      hasParsed = true;
    }
    return hasParsed;
  }

  /** Shows the text of a message that was held back, from the next update on. Returns false if there is none. */
  showRest(messageKey: string): boolean {
    const row = this.rows.find((one) => one.kind === 'rest' && one.message.key === messageKey);
    if (row?.kind !== 'rest') return false;
    this.bodies.showRest(row.message, row.article.turn.id);
    return true;
  }

  private isSame(known: TurnRows | undefined, turns: readonly Turn[], index: number): boolean {
    return (
      known !== undefined &&
      known.turn === turns[index] &&
      known.isLast === (index === turns.length - 1) &&
      (this.bodies.changes === this.seenChanges || known.version === this.bodies.versionOf(known.turn.id))
    );
  }

  private make(turn: Turn, isLast: boolean): TurnRows {
    const rows = turn.isHidden ? [] : this.rowsOf(turn, isLast);
    let articles = 0;
    let last = '';
    for (const row of rows) {
      if (row.article.key !== last) articles++;
      last = row.article.key;
    }
    return { turn, isLast, version: this.bodies.versionOf(turn.id), rows, articles };
  }

  private rowsOf(turn: Turn, isLastTurn: boolean): Row[] {
    const rows: Row[] = [];
    let article: Article = { key: turn.id, role: 'user', state: 'completed', turn };
    let attempts: Run[] = [];
    rows.push({ kind: 'user', key: turn.id, article, text: turn.text });
    for (const [index, run] of turn.runs.entries()) {
      if (run.reply !== undefined) {
        const key = `${run.id}/reply`;
        article = { key, role: 'user', state: 'completed', turn, run };
        rows.push({ kind: 'user', key, article, text: run.reply, fields: filledFields(turn, index) });
      }
      if (isSuperseded(turn, index)) {
        attempts.push(run);
        continue;
      }
      if (attempts[0]) {
        rows.push({ kind: 'attempts', key: `${attempts[0].id}/attempts`, article, turn, runs: attempts });
        attempts = [];
      }
      const first = rows.length;
      this.addRun(rows, turn, run, { isLastRun: index === turn.runs.length - 1, isLastTurn });
      const isAfterAnswer = article.role !== 'user' && run.reply === undefined;
      const top = firstArticle(rows, first);
      if (isAfterAnswer && top)
        rows.splice(first, 0, { kind: 'rule', key: `${run.id}/rule`, article: top, number: index + 1 });
      article = firstArticle(rows, rows.length - 1) ?? article;
    }
    return rows;
  }

  private addRun(
    rows: Row[],
    turn: Turn,
    run: Run,
    place: { isLastRun: boolean; isLastTurn: boolean },
  ): void {
    const end = run.messages.findLast((message) => message.role === 'assistant');
    for (const message of run.messages) {
      const isEnd = message === end;
      const article: Article = {
        key: message.key,
        role: message.role,
        state: stateOf(message, run, isEnd),
        turn,
        run,
        message,
      };
      if (message.role === 'tool') rows.push({ kind: 'tool', key: message.key, article, message });
      else {
        this.addMessage(rows, article, message);
        rows.push({
          kind: 'footer',
          key: `${message.key}/end`,
          article,
          turn,
          run,
          message,
          isEnd,
          ...place,
        });
      }
    }
    if (end) return;
    const key = `${run.id}/none`;
    const article: Article = { key, role: 'assistant', state: run.outcome ?? 'streaming', turn, run };
    if (!run.outcome) rows.push({ kind: 'placeholder', key: `${key}/wait`, article, run });
    rows.push({ kind: 'footer', key: `${key}/end`, article, turn, run, isEnd: true, ...place });
  }

  private addMessage(rows: Row[], article: Article, message: ServiceMessage): void {
    const { key } = message;
    if (message.reasoning) rows.push({ kind: 'reasoning', key: `${key}/think`, article, message });
    if (message.body.type !== 'text') rows.push({ kind: 'body', key: `${key}/body`, article, message });
    if (message.text === '' || message.body.type === 'card') return;
    const body = this.bodies.bodyOf(message);
    if (!body || body.isBroken) {
      rows.push({ kind: 'unparsed', key: `${key}/text`, article, message, isBroken: body !== undefined });
      return;
    }
    const name: ArticleName = body.rows[0]?.article ?? { key, role: message.role };
    // Blocks are stable objects, so rows are compared from the end until one is known.
    for (let index = body.blocks.length - 1; index >= 0; index--) {
      const block = body.blocks[index];
      if (!block || body.rows[index]?.block === block) break;
      body.rows[index] = { kind: 'block', key: `${key}/${String(index)}`, article: name, block };
    }
    body.rows.length = body.blocks.length;
    for (const row of body.rows) rows.push(row);
    if (body.hidden > 0) {
      rows.push({ kind: 'rest', key: `${key}/rest`, article, message, hidden: body.hidden });
    }
  }
}

/** The article that begins at this row, from its last row, which is not a block. */
function firstArticle(rows: readonly Row[], from: number): Article | undefined {
  for (let index = from; index < rows.length; index++) {
    const row = rows[index];
    if (row && row.kind !== 'block') return row.article;
  }
  return undefined;
}

/** The state of a message. The last answer of a run shows the outcome of the run. */
function stateOf(message: ServiceMessage, run: Run, isEnd: boolean): TurnState {
  if (run.outcome && isEnd) return run.outcome;
  if (message.isComplete) return 'completed';
  return run.outcome ?? 'streaming';
}
