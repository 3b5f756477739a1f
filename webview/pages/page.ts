import { render, type TemplateResult } from 'lit-html';
import type { FromPage } from '../../src/shared/pages/pageMessage';
import { HostConnection } from '../app/hostConnection';
import { loadPart } from '../onDemand/loader';

/** What the template of a page renders from. */
export interface PageView<State, Act> {
  readonly state: State;
  /** The act that the host has just carried out, for some seconds. */
  readonly done: Act | undefined;
  /** Asks the host to carry out an act. */
  readonly act: (act: Act) => void;
}

type FromHost<State, Act> =
  /** What is too large to be sent with each state. */
  | { readonly type: 'more'; readonly more: unknown }
  | { readonly type: 'state'; readonly state: State }
  | { readonly type: 'done'; readonly act: Act }
  /** Messages may have been lost. */
  | { readonly type: 'resync' }
  | { readonly type: 'refused' };

const doneMs = 4_000;

/**
 * Starts a page: asks the host for its state, and renders it whenever it arrives. `onMore` receives what
 * is too large to be sent with each state.
 */
export function startPage<State, Act>(
  template: (view: PageView<State, Act>) => TemplateResult,
  onMore?: (more: unknown, act: (act: Act) => void) => void,
): void {
  void loadPart('readableColors');
  const host = new HostConnection<{ ofHost: FromHost<State, Act>; ofPage: FromPage<Act> }>();
  const root = document.createElement('main');
  root.className = 'page';
  document.body.replaceChildren(root);
  let state: State | undefined;
  let done: Act | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const act = (wanted: Act): void => host.post({ type: 'act', act: wanted });
  const show = (): void => {
    if (state !== undefined) render(template({ state, done, act }), root);
  };
  const showDone = (finished: Act | undefined): void => {
    clearTimeout(timer);
    done = finished;
    show();
    if (finished !== undefined) timer = setTimeout(showDone, doneMs, undefined);
  };
  const ready = (): void => host.post({ type: 'ready' });
  host.listen((message) => {
    if (message.type === 'resync') ready();
    else if (message.type === 'done') showDone(message.act);
    else if (message.type === 'more') onMore?.(message.more, act);
    else if (message.type === 'state') {
      ({ state } = message);
      show();
    }
  });
  ready();
}
