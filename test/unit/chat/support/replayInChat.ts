import assert from 'node:assert/strict';
import type { ChatSession } from '../../../../src/chat/chatSession';
import { recordedMessage } from '../../../../src/recording/recordedMessage';
import type { Recording } from '../../../../src/recording/recording';
import { replayTarget } from '../../../../src/recording/replay';
import type { Run } from '../../../../src/shared/conversation/conversation';
import { runAt, whenIdle, type ChatWindow } from './chatWindow';

/** Plays a recording as a conversation, at once. */
export async function replayInChat(window: ChatWindow, recording: Recording): Promise<ChatSession> {
  const session = window.watched(window.sessions.startReplay(recording, 'Replay: Hello'));
  const target = replayTarget(recording, { speed: Infinity, onStopped: () => session.stop() });
  await session.replay(recordedMessage(recording), target);
  await whenIdle(session);
  await session.settled();
  return session;
}

/** Compares the run of a replay with the live one, except for its times and the ID that this installation has given it. */
export function assertSameRun({ conversation }: ChatSession, run: Run): void {
  assert.deepEqual(comparable(runAt(conversation, 0, 0)), comparable(run));
}

function comparable(run: Run): unknown {
  const { startedAt, endedAt, silentSince, ...rest } = run;
  return JSON.parse(JSON.stringify(rest).replaceAll(run.id, 'run'));
}
