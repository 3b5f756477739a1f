export { RawEvents } from '../host/runs/rawEvents';
export { DayItem, runItems } from '../host/runs/runItems';
export { RunPage } from '../host/runs/runPage';
