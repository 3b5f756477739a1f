import { redact } from '../../coze/text/redact';
import type { Recording } from '../../recording/recording';
import { replayTarget } from '../../recording/replay';
import type { Attempt } from '../run/attempt';
import { sentText } from './sentText';

/** An attempt that plays recorded runs, one for each turn, without network. Times are those of the recording. */
export function replayedAttempt(recordings: readonly Recording[], secrets: readonly string[]): Attempt {
  let turns = 0;
  return {
    turn: (_line, input) => {
      const recording = recordings[turns++];
      if (!recording || !hasSent(recording, redact(input, secrets))) {
        return Promise.resolve({ key: 'recordingStale', params: { turn: String(turns) } });
      }
      let at = 0;
      const end = recording.entries.at(-1)?.offsetMs ?? 0;
      return Promise.resolve({
        target: replayTarget(recording, { speed: Infinity, onOffset: (offset) => (at = offset) }),
        clock: () => at,
        onEnd: () => (at = end),
      });
    },
    end: () => Promise.resolve(),
  };
}

/** Whether the run sent this text. With attachments, the text is a part of the content. */
function hasSent(recording: Recording, text: string): boolean {
  const sent = sentText(recording);
  return sent === text || (sent?.includes(JSON.stringify(text)) ?? false);
}
