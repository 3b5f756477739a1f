export { RawEvents } from '../host/runs/rawEvents';
export { RunPage } from '../host/runs/runPage';
export { DayItem, dayItems, emptyItem } from '../host/runs/tree/runItems';
export { TreeCommands } from '../host/runs/tree/treeCommands';
