import type { ConnectionAct, ConnectionFacts } from '../../../src/shared/pages/connectionPage';
import type { PageView } from '../page';

export type ConnectionView = PageView<ConnectionFacts, ConnectionAct>;
