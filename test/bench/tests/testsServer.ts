import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp } from '../../support/httpMount';

/** The simulator over HTTP in a separate process: its memory and its CPU are not those of the client. */
void mountHttp(createSimulator({ now: Date.now, pace: 'instant' })).then(({ baseUrl }) =>
  process.stdout.write(`${baseUrl}\n`),
);
