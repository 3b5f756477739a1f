import type { RunOutcome } from '../../src/shared/conversation/conversation';
import {
  answerFinished,
  chatCompleted,
  created,
  delta,
  done,
  frame,
  inProgress,
  message,
  requiresAction,
  verbose,
} from './frames';

/** A run on the wire, with the expected state after each of its events. */
export interface Recording {
  readonly name: string;
  readonly steps: readonly RecordedStep[];
}

export interface RecordedStep {
  readonly bytes: string;
  /** The answers after this event. */
  readonly answers: readonly string[];
  /** The outcome if the stream is cut after this event and before the next one is complete. */
  readonly outcomeIfCut: RunOutcome;
  /** The event counts as soon as these bytes have arrived: an incomplete error is an error. */
  readonly countsFrom?: string;
}

class Recorder {
  private readonly steps: RecordedStep[] = [];
  private readonly answers = new Map<string, string>();
  private outcome: RunOutcome = 'cutOff';

  constructor(private readonly ends = '\n') {}

  add(bytes: string, outcome: RunOutcome = this.outcome): this {
    this.outcome = outcome;
    this.steps.push({
      bytes: bytes.replaceAll('\n', this.ends),
      answers: [...this.answers.values()],
      outcomeIfCut: outcome,
    });
    return this;
  }

  answer(id: string, pieces: readonly string[], fields: object = {}): this {
    for (const piece of pieces) {
      this.answers.set(id, (this.answers.get(id) ?? '') + piece);
      this.add(delta(piece, { id, ...fields }));
    }
    return this.add(message(this.answers.get(id) ?? '', { id, ...fields }));
  }

  recorded(name: string): Recording {
    return { name, steps: this.steps };
  }
}

const plain = new Recorder()
  .add(created())
  .add(inProgress())
  .answer('11', ['Grüße', ' aus ', '世界', ' 🌏👩‍👩‍👧\n', '```ts\nconst a = 1;\n```', '\n\n| a | b |\n'])
  .add(answerFinished(0))
  .add(chatCompleted(), 'completed')
  .add(done())
  .recorded('an answer of Coze’s cloud');

const selfHosted = new Recorder()
  .add(
    `id: 1\n${frame('conversation.chat.created', { id: '1', conversation_id: '2', status: 'created', execute_id: '3' })}`,
  )
  .add(
    `: keep-alive\nid: 2\n${frame('conversation.chat.in_progress', { id: '1', conversation_id: '2', status: 'in_progress' })}`,
  )
  .answer('21', ['第一', '个回答', ''])
  .add(message('{"name":"search","arguments":{"q":"x"}}', { id: '30', type: 'function_call' }))
  .add(message('found', { id: '31', type: 'tool_response' }))
  .answer('22', ['the ', 'second'])
  .add(message('And then?', { id: '40', type: 'follow_up' }))
  .add(chatCompleted({ execute_id: '3' }), 'completed')
  .add(done())
  .recorded('two answers and a tool, self-hosted');

const question = new Recorder()
  .add(created())
  .answer('51', ['中午', '吃啥', '了？'])
  .add(verbose('interrupt', ''), 'waiting')
  .add(answerFinished(1))
  .add(requiresAction())
  .add(done())
  .recorded('a question');

const failing = new Recorder()
  .add(created())
  .answer('61', ['so far'])
  .add(delta('and', { id: '62' }))
  .recorded('');

const failed: Recording = {
  name: 'a failure in the middle',
  steps: [
    // Only a delta of the second answer has arrived.
    ...failing.steps.slice(0, -1),
    { bytes: failing.steps.at(-1)!.bytes, answers: ['so far', 'and'], outcomeIfCut: 'cutOff' },
    {
      bytes: frame('conversation.chat.failed', { code: '720701013', msg: '执行失败' }),
      answers: ['so far', 'and'],
      outcomeIfCut: 'failed',
      countsFrom: 'event: conversation.chat.failed\ndata',
    },
  ],
};

const windows = new Recorder('\r\n')
  .add(created())
  .add(inProgress())
  .answer('71', ['line ends ', 'by CR and LF'])
  .add(chatCompleted(), 'completed')
  .add(done('[DONE]'))
  .recorded('line ends of a proxy');

const pretty = (name: string | undefined, data: object): string => frame(name, JSON.stringify(data, null, 2));

const brief: Recording = {
  name: 'pretty-printed JSON',
  steps: [
    {
      bytes: pretty('conversation.chat.created', { id: '1', conversation_id: '2', status: 'created' }),
      answers: [],
      outcomeIfCut: 'cutOff',
    },
    {
      bytes: pretty('conversation.message.delta', { content: '你好', role: 'assistant', type: 'answer' }),
      answers: ['你好'],
      outcomeIfCut: 'cutOff',
    },
    {
      bytes: pretty('conversation.message.delta', { content: '！', role: 'assistant', type: 'answer' }),
      answers: ['你好！'],
      outcomeIfCut: 'cutOff',
    },
    {
      bytes: pretty('conversation.message.completed', {
        content: '你好！',
        role: 'assistant',
        type: 'answer',
      }),
      answers: ['你好！'],
      outcomeIfCut: 'cutOff',
    },
    {
      bytes: pretty(undefined, { debug_url: 'https://www.coze.cn/work_flow?execute_id=1' }),
      answers: ['你好！'],
      outcomeIfCut: 'cutOff',
    },
    {
      bytes: pretty('conversation.chat.completed', {
        id: '1',
        status: 'completed',
        usage: { token_count: 9 },
      }),
      answers: ['你好！'],
      outcomeIfCut: 'completed',
    },
  ],
};

/** Six hand-written runs. */
export const recordings: readonly Recording[] = [plain, selfHosted, question, failed, windows, brief];

/** The expected state when exactly `length` bytes of the recording have arrived. */
export function knownAfter(
  recording: Recording,
  length: number,
): { readonly answers: readonly string[]; readonly outcome: RunOutcome } {
  let end = 0;
  let known: { answers: readonly string[]; outcome: RunOutcome } = { answers: [], outcome: 'cutOff' };
  for (const step of recording.steps) {
    // An event counts once its data is complete; line end and blank line add nothing.
    const whole = end + Buffer.byteLength(step.countsFrom ?? step.bytes.trimEnd());
    if (whole > length) break;
    known = { answers: step.answers, outcome: step.outcomeIfCut };
    end += Buffer.byteLength(step.bytes);
  }
  return known;
}

export function bytesOf(recording: Recording): Buffer {
  return Buffer.from(recording.steps.map(({ bytes }) => bytes).join(''));
}
