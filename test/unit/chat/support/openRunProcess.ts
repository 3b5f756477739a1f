import { ChatWindow, Place, when } from './chatWindow';
import { textMessage } from '../../../../src/shared/conversation/userMessage';

/** A window in a separate process, to be killed: prints the ID of its conversation when part of the answer is on disk. */
async function run(directory: string, baseUrl: string): Promise<void> {
  const window = await ChatWindow.open(new Place(directory), baseUrl);
  const session = window.start();
  await session.send(textMessage('Count'));
  await when(session, ({ turns }) => turns[0]?.runs[0]?.messages[0]?.isComplete === true);
  await session.rename('Numbers');
  process.stdout.write(`${session.id}\n`);
}

const [directory = '', baseUrl = ''] = process.argv.slice(2);
void run(directory, baseUrl);
