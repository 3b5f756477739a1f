import './page.css';
import type { ConnectionAct, ConnectionFacts } from '../../src/shared/pages/connectionPage';
import { connectionTemplate } from './connection/connectionTemplate';
import { startPage } from './page';

startPage<ConnectionFacts, ConnectionAct>(connectionTemplate);
