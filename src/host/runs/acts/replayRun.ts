import { env, l10n } from 'vscode';
import { endOf, type Recording } from '../../../recording/recording';
import { recordedMessage } from '../../../recording/recordedMessage';
import { replayTarget } from '../../../recording/replay';
import { durationWriter } from '../../../shared/text/durationText';
import { foreignText } from '../../../shared/text/foreignText';
import type { Chats } from '../../chat/chats';
import { prompts } from '../../prompts/prompts';
import type { AnsweredAct } from '../answeredAct';
import type { Services } from '../../services';

interface ReplayDeps extends Pick<Services, 'sessions'> {
  readonly chats: Chats;
}

/** Asks for the speed. The act plays the run in the active chat and sends nothing. */
export async function replayRun(recording: Recording, deps: ReplayDeps): Promise<AnsweredAct> {
  const speed = await askForSpeed(recording);
  return speed === undefined ? undefined : () => replay(recording, speed, deps);
}

async function replay(recording: Recording, speed: number, { sessions, chats }: ReplayDeps): Promise<void> {
  const message = recordedMessage(recording);
  const title = l10n.t('Replay: {title}', { title: foreignText(message.text, 80) || recording.run.name });
  const connection = await chats.reveal();
  const session = sessions.startReplay(recording, title);
  const hold = sessions.hold(session);
  try {
    await chats.open(connection, session.id);
    await session.replay(message, replayTarget(recording, { speed, onStopped: () => session.stop() }));
  } finally {
    hold.dispose();
  }
}

async function askForSpeed(recording: Recording): Promise<number | undefined> {
  const durationMs = endOf(recording)?.offsetMs ?? recording.entries.at(-1)?.offsetMs ?? 0;
  const durationText = durationWriter(env.language);
  const items = [
    { label: l10n.t('At its own speed'), description: durationText(durationMs), speed: 1 },
    { label: l10n.t('Ten times as fast'), description: durationText(durationMs / 10), speed: 10 },
    { label: l10n.t('At once'), speed: Infinity },
  ];
  return (await prompts.showQuickPick(items, { title: l10n.t('Replay run') }))?.speed;
}
