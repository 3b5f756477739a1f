import type { Chats } from '../chat/chats';
import type { HistoryCommands } from '../history/historyCommands';
import type { Services } from '../services';
import type { ComparisonPage } from './acts/comparisonPage';
import { type RawEvents } from './rawEvents';

/** What the actions of the page "Run" work with. */
export interface RunActionDeps extends Services {
  readonly raw: RawEvents;
  readonly chats: Chats;
  readonly history: HistoryCommands;
  readonly comparisons: ComparisonPage;
}
