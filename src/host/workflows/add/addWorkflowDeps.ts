import type { ErrorInfo } from '../../../shared/errorInfo';
import type { InputsReply } from '../../inputs/inputsCache';
import type { CozeAddress } from '../../../shared/urls/cozeAddress';
import type { Services } from '../../services';
import type { showStep } from '../../prompts/stepPrompt';

/** What the steps of "Add workflow" need. They are in a separate bundle, so shared state is passed. */
export interface AddWorkflowDeps extends Pick<
  Services,
  'api' | 'catalog' | 'inputs' | 'settings' | 'tokens'
> {
  readonly showStep: typeof showStep;
  /** Asks for the token of an origin; resolves to whether one was stored. */
  readonly setToken: (origin: string) => Promise<boolean>;
  readonly openWeb: (url: string) => Promise<void>;
  /** The data of any error. */
  readonly explain: (error: unknown) => ErrorInfo;
}

/** What is known about the workflow to add. */
export interface Found extends CozeAddress {
  readonly baseUrl: string;
  readonly name?: string;
  /** What the service replied about the inputs, if it was asked. */
  readonly inputs?: InputsReply;
}
