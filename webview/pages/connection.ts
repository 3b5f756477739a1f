import './page.css';
import type { ConnectionAct, ConnectionFacts } from '../../src/shared/connectionPage';
import { connectionTemplate } from './connection/connectionTemplate';
import { startPage } from './page';

startPage<ConnectionFacts, ConnectionAct>(connectionTemplate);
