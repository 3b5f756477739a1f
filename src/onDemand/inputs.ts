import type { Memento } from 'vscode';
import { explainError } from '../coze/errors/cozeError';
import { displayLanguage } from '../host/environment';
import { failureText } from '../host/inputs/failureText';
import { InputsCache } from '../host/inputs/inputsCache';
import { InputStore, type InputStoreDeps } from '../host/inputs/inputStore';
import { KeptInputs } from '../host/inputs/keptInputs';
import type { Log } from '../host/log';
import { inputsTexts } from '../shared/text/inputsTexts';

interface OpenInputsDeps extends Pick<InputStoreDeps, 'api' | 'blocked' | 'changed'> {
  readonly workspaceState: Memento;
  readonly log: Log;
  readonly directory: string;
}

/** The inputs of the workflows; see {@link InputStore}. */
export function openInputs({
  api,
  workspaceState,
  log,
  directory,
  blocked,
  changed,
}: OpenInputsDeps): InputStore {
  const words = inputsTexts[displayLanguage()];
  return new InputStore({
    ...{ api, blocked, changed, failureText },
    cache: new InputsCache(directory),
    kept: new KeptInputs(workspaceState),
    now: Date.now,
    explain: explainError,
    problemText: ({ kind }) => words[kind],
    warn: (message) => log.warn(message),
  });
}
