export { findRun } from '../recording/inspection/findRun';
export { openRecordings } from '../recording/recordings';
export { nodeFileSystem } from '../storage/journal/disk/fileSystem';
export { newWriterId } from '../storage/journal/writerId';
