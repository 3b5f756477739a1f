import { cancel } from './cancel';
import { chat } from './chat';
import type { Endpoint } from './endpoint';
import { feedback } from './feedback';

/** All endpoints of the service. */
export const endpoints: readonly Endpoint[] = [chat, cancel, feedback];
