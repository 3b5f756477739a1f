import { Labels } from './labels';
import type { Segment } from './segment';

/** Collects settled segments, and notes which definitions in them must be shown because nothing refers to them. */
export class SettledSegments {
  private segments: Segment[] = [];
  private readonly labels = new Labels();

  /** Adds a segment. `label` is that of a segment which is a definition of a link. */
  push(segment: Segment, label?: string): void {
    if (segment.type !== 'markdown') {
      if (segment.type === 'rows') this.labels.note(segment.source);
      this.segments.push(segment);
      return;
    }
    if (!segment.isHidden) this.labels.note(segment.source);
    const unusedLabels = label === undefined ? this.labels.unusedIn(segment.source) : this.unused(label);
    if (unusedLabels.length === 0) this.segments.push(segment);
    else this.segments.push({ ...segment, isHidden: false, unusedLabels });
  }

  /** Returns the segments added since the last call. */
  take(): readonly Segment[] {
    const { segments } = this;
    this.segments = [];
    return segments;
  }

  private unused(label: string): readonly string[] {
    return this.labels.has(label) ? [] : [label];
  }
}
