import { cloudDialect } from '../../../src/simulator/dialects/cloudDialect';
import type { MessageContent } from '../../../src/simulator/dialects/dialect';
import { piecesOf, randomFrom } from '../../../src/simulator/plays/pieces';
import { useHandler, type ServiceHolder } from './useService';

const chat = {
  id: '7531000000000000101',
  conversationId: '7531000000000000100',
  executeId: '7531000000000000900',
  workflowId: '7500000000000000007',
  botId: undefined,
  site: 'https://www.coze.cn',
  createdAt: 1_767_323_045,
  saidBefore: 0,
  status: 'in_progress',
} as const;

/** A service that answers every message with the Markdown last passed to `setAnswer`, streamed like the cloud. */
export function useGivenAnswer(): {
  readonly service: ServiceHolder;
  readonly setAnswer: (markdown: string) => void;
} {
  let given = '';
  let messages = 0;
  const service = useHandler(
    () => () =>
      Promise.resolve(
        new Response(streamOf(given, `75310000000000002${String(++messages).padStart(2, '0')}`), {
          headers: { 'content-type': cloudDialect.contentType },
        }),
      ),
  );
  return {
    service,
    setAnswer: (markdown) => {
      given = markdown;
    },
  };
}

function streamOf(markdown: string, id: string): string {
  const message = (content: string): MessageContent => ({ id, type: 'answer', content, contentType: 'text' });
  const events = [
    ...cloudDialect.started(chat),
    ...[...piecesOf(markdown, 4, 12, randomFrom(1))].map((piece) =>
      cloudDialect.delta(chat, message(piece), undefined),
    ),
    cloudDialect.completed(chat, message(markdown), chat.createdAt + 1),
    ...cloudDialect.finished(chat, '7531000000000000300', { input: 1, output: 1 }, chat.createdAt + 1),
  ];
  return events
    .filter((event) => event !== undefined)
    .map((event, index) => cloudDialect.frame(event, index + 1))
    .join('');
}
