export { findRun, openRunLink } from '../host/runs/findRun';
export { RawEvents } from '../host/runs/rawEvents';
export { RunPage } from '../host/runs/runPage';
export { DayItem, dayItems, emptyItem } from '../host/runs/tree/runItems';
export { TreeCommands } from '../host/runs/tree/treeCommands';
export { openBundle, showBundle } from '../host/share/bundleEditor';
export { exportRun } from '../host/share/exportRun';
export { replayRun } from '../host/share/replayRun';
export { pickRun, recordingOf } from '../host/share/runPick';
