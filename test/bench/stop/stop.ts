import { setTimeout as pause } from 'node:timers/promises';
import { closeSharedBrowser } from '../../support/browser';
import { FaultServer, type Script, type Step } from '../../support/faultServer';
import { Workbench } from '../../ui/support/workbench';
import { ChatWindow, endsIn, Place, recordEvents } from '../../unit/chat/support/chatWindow';
import { created, delta } from '../../unit/chat/support/sse';
import { median, percentile, rounded } from '../figures';
import { textMessage } from '../../../src/shared/conversation/userMessage';

/**
 * Measures how soon Stop takes effect: the conversation records it, the socket at the service is closed, and no event
 * follows. First stops sessions at random moments, then presses the button in the workbench. `--quick` runs fewer.
 */
const isQuick = process.argv.includes('--quick');
const sessions = isQuick ? 300 : 1_000;
const presses = isQuick ? 10 : 40;
/** Limit for the closing of a socket after a stop, in milliseconds. */
const patienceMs = 5_000;

const answer: readonly Step[] = [
  { do: 'wait', ms: 5 },
  { do: 'send', data: created() },
  { do: 'trickle', data: delta('word '), everyMs: 2 },
];
const cancelled: readonly Step[] = [
  { do: 'head', contentType: 'application/json' },
  { do: 'send', data: '{"code":0,"msg":""}' },
];
const service: Script = ({ url }) => (url === '/v3/chat/cancel' ? cancelled : answer);

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

async function main(): Promise<void> {
  const inSession = await stopSessions();
  console.log(`${String(sessions)} sessions, ms: ${JSON.stringify(inSession)}`);
  const inWorkbench = await pressStop();
  console.log(`${String(presses)} presses in the workbench, ms: ${JSON.stringify(inWorkbench)}`);
  console.log(JSON.stringify({ bench: 'stop', session: inSession, workbench: inWorkbench }));
}

async function stopSessions(): Promise<Record<string, unknown>> {
  const server = await FaultServer.start();
  const place = new Place();
  const window = await ChatWindow.open(place, server.baseUrl);
  const recorded: number[] = [];
  const closed: number[] = [];
  let unsent = 0;
  let late = 0;
  for (let run = 0; run < sessions; run++) {
    server.play(service);
    const session = window.start();
    await session.send(textMessage('go'));
    await pause(Math.random() * 40);
    const events = recordEvents(session);
    const recordedAt = new Promise<number>((resolve) =>
      session.onDidEmit(({ event }) => {
        if (event.type === 'runStopped') resolve(performance.now());
      }),
    );
    const stoppedAt = performance.now();
    const stoppedOn = Date.now();
    session.stop();
    recorded.push((await recordedAt) - stoppedAt);
    await session.settled();
    const request = server.requests.find(({ url }) => url === '/v1/workflows/chat');
    if (request) closed.push((await closing(request)) - stoppedOn);
    else unsent++;
    if (endsIn(events).length !== 1 || events.at(-1)?.type !== 'runStopped') late++;
    if (server.postCount > 1) throw new Error('A stop made another request.');
    session.dispose();
  }
  await window.close();
  place.remove();
  await server.stop();
  return {
    told: figures(recorded),
    socketClosed: figures(closed),
    stoppedBeforeTheRequest: unsent,
    eventsAfter: late,
  };
}

async function pressStop(): Promise<Record<string, unknown>> {
  const server = await FaultServer.start();
  const workbench = await Workbench.open({
    settings: {
      'coze.baseUrl': server.baseUrl,
      'coze.workflows': [{ name: 'Bench', workflowId: '7500000000000000008' }],
    },
  });
  const painted: number[] = [];
  const closed: number[] = [];
  try {
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput('Access token for', 'pat_bench');
    await workbench.runCommand('Coze: New conversation');
    const { chat } = workbench;
    for (let press = 0; press < presses; press++) {
      server.play(service);
      await chat.send('go');
      await chat.answers('word', 'streaming').waitFor();
      await pause(Math.random() * 200);
      const seen = await chat.stopButton.first().evaluate(pressAndWatch);
      painted.push(seen.paintedAt - seen.pressedAt);
      const request = server.requests.find(({ url }) => url === '/v1/workflows/chat');
      if (!request) throw new Error('Nothing was sent.');
      closed.push((await closing(request)) - seen.pressedAt);
    }
  } finally {
    await workbench.end();
    await closeSharedBrowser();
    await server.stop();
  }
  return { painted: figures(painted), socketClosed: figures(closed) };
}

/** Runs in the page of the chat: presses the button, and waits until another message is painted as stopped. */
function pressAndWatch(button: Element): Promise<{ pressedAt: number; paintedAt: number }> {
  // All functions are anonymous: for named ones tsx calls a helper that does not exist in the page.
  const stopped = 'article[data-state=stopped]';
  const before = document.querySelectorAll(stopped).length;
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelectorAll(stopped).length === before) return;
      observer.disconnect();
      // Changes are made in an animation-frame callback: a task posted here runs after their paint.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve({ pressedAt, paintedAt: Date.now() });
      };
      port2.postMessage(0);
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    const pressedAt = Date.now();
    (button as HTMLElement).click();
  });
}

/** Resolves to the time at which the socket of a request was closed, in milliseconds since the epoch. */
async function closing(request: { readonly closedAt: number | undefined }): Promise<number> {
  const giveUpAt = Date.now() + patienceMs;
  while (request.closedAt === undefined) {
    if (Date.now() > giveUpAt) throw new Error('The socket is still open after a stop.');
    await pause(1);
  }
  return request.closedAt;
}

function figures(values: readonly number[]): Figures {
  return {
    p50: rounded(median(values)),
    p99: rounded(percentile(values, 0.99)),
    max: rounded(Math.max(...values)),
  };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
