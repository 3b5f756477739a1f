import './page.css';
import './run/run.css';
import type { MoreRows, RunAct, RunPageState } from '../../src/shared/pages/runPage';
import { startPage } from './page';
import { EventGrid } from './run/eventGrid';
import { runTemplate } from './run/runTemplate';

let grid: EventGrid | undefined;

startPage<RunPageState, RunAct>(
  (view) => {
    const { run } = view.state;
    const main = document.querySelector('main');
    if (run) main?.setAttribute('data-outcome', run.outcome);
    else main?.removeAttribute('data-outcome');
    const events = gridOf(view.act);
    events.hasConversation = view.state.hasConversation ?? false;
    return runTemplate(view, events);
  },
  (more, act) => {
    const { from, rows } = more as MoreRows;
    gridOf(act).put(from, rows);
  },
);

function gridOf(act: (act: RunAct) => void): EventGrid {
  return (grid ??= new EventGrid(act));
}
