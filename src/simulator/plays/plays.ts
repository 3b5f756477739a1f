import { readFields, readOption } from './replies';
import type { Question, Script, Situation, Step } from './script';
import type { Selection } from '../words/selection';

/** Lists the available demonstrations. */
export function* welcome({ answers }: Situation): Script {
  yield answer(answers.welcome);
  yield* suggestions(answers.suggestions);
}

/** The default answer, which names messages with a better one. */
export function* unknown({ answers, text, earlier }: Situation): Script {
  yield answer(answers.unknown(text.slice(0, 200), earlier.length + 1));
  yield* suggestions(answers.suggestions);
}

/** States that the service was restarted and that earlier messages are lost. */
export function* forgotten({ answers, text }: Situation): Script {
  yield answer(answers.forgotten(text.slice(0, 200)));
}

/** Code, a table, a list and a quotation. */
export function* markdown({ answers }: Situation): Script {
  yield answer(answers.markdown);
}

/** Stores the name in a message. */
export function* learnName({ answers }: Situation, name: string): Script {
  yield answer(answers.nameLearnt(name));
}

/** Answers with the name from an earlier message of the conversation. */
export function* tellName({ answers, name }: Situation): Script {
  yield answer(name === undefined ? answers.nameUnknown : answers.nameKnown(name));
}

/** Counts the messages of this conversation and repeats them. */
export function* count({ answers, earlier }: Situation): Script {
  yield answer(
    answers.turnCount(
      earlier.length + 1,
      earlier.map((said) => said.slice(0, 80)),
    ),
  );
}

/** Asks one question in plain text. */
export function* ask({ answers }: Situation): Script {
  const reply = yield asking({ type: 'text', text: answers.askText });
  yield answer(answers.askTextReply(reply));
}

/** Asks two questions, one run after the other. */
export function* askTwice({ answers }: Situation): Script {
  const first = yield asking({ type: 'text', text: answers.askFirst });
  const second = yield asking({ type: 'text', text: answers.askSecond(first) });
  yield answer(answers.askBothReply(first, second));
}

const mostAttempts = 3;

/** Asks a question with options. Repeats it for other replies, three times at most. */
export function* card({ answers }: Situation): Script {
  let title = answers.cardTitle;
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const reply = yield asking({ type: 'options', title, options: answers.cardOptions });
    const option = readOption(reply, answers.cardOptions);
    if (option !== undefined) {
      yield answer(answers.cardReply(option));
      return;
    }
    title = answers.cardAgain(reply.slice(0, 80));
  }
  yield { type: 'fail', code: 720701013, message: answers.askedTooOften };
}

/** Asks for the fields of a form. Repeats the question if a reply misses one, three times at most. */
export function* form({ answers }: Situation): Script {
  let title = answers.formTitle;
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    yield answer(title);
    const reply = yield asking({ type: 'inputs', fields: answers.formFields });
    const fields = readFields(reply, answers.formFields);
    if (fields) {
      yield answer(answers.formReply(fields));
      return;
    }
    title = answers.formAgain;
  }
  yield { type: 'fail', code: 720701013, message: answers.askedTooOften };
}

/** Calls a tool between two answers. */
export function* tool({ answers }: Situation): Script {
  yield answer(answers.toolIntroduction);
  const call = JSON.stringify({ name: 'get_weather', arguments: answers.toolArguments });
  // The service writes these ids above 2^53 and without quotes.
  yield whole(
    'function_call',
    `${call.slice(0, -1)},"plugin_id":7281192623887548473,"api_id":7288907006982012986,"plugin_type":1}`,
  );
  yield { type: 'pause', milliseconds: 600 };
  yield whole('tool_response', answers.toolOutput);
  yield answer(answers.toolAnswer);
}

/** Fails after partial text. */
export function* fail({ answers }: Situation): Script {
  yield { type: 'beginning', text: answers.failBeginning };
  yield { type: 'fail', code: 720701013, message: answers.failMessage };
}

/** Ends the stream in the middle of a sentence. */
export function* cut({ answers }: Situation): Script {
  yield { type: 'beginning', text: answers.cutBeginning };
  yield { type: 'cut' };
}

/** Sends partial text and then stalls. */
export function* stall({ answers }: Situation): Script {
  yield { type: 'beginning', text: answers.stallBeginning };
  yield { type: 'stall' };
}

/** A text of so many kB (1,000 bytes of UTF-8), rounded up to a paragraph. */
export function* long({ answers }: Situation, kilobytes: number): Script {
  const encoder = new TextEncoder();
  const paragraphs = [`## ${answers.longTitle}`];
  for (let bytes = 0; bytes < kilobytes * 1_000;) {
    const paragraph = answers.longParagraph(paragraphs.length);
    paragraphs.push(paragraph);
    bytes += encoder.encode(paragraph).length + 2;
  }
  yield { type: 'answer', text: paragraphs.join('\n\n'), isFast: true };
}

/** Three answers, then suggestions. */
export function* several({ answers }: Situation): Script {
  for (const text of answers.several) {
    yield answer(text);
    yield { type: 'pause', milliseconds: 200 };
  }
  yield* suggestions(answers.suggestions);
}

const picture = 'https://demo.invalid/picture.png';
const report = 'https://demo.invalid/report.pdf';
const sound = 'https://demo.invalid/sound.mp3';

/** One answer of every content type. */
export function* media({ answers }: Situation): Script {
  yield answer(answers.mediaIntroduction);
  yield whole('answer', picture, 'image');
  yield whole('answer', report, 'file');
  yield whole('answer', sound, 'audio');
  yield whole(
    'answer',
    JSON.stringify([
      { type: 'text', text: answers.mediaCaption },
      { type: 'image', file_url: picture },
      { type: 'file', file_url: report },
    ]),
    'object_string',
  );
}

/** Reasons before it answers. */
export function* think({ answers }: Situation): Script {
  yield { type: 'answer', text: answers.thought, reasoning: answers.thinking };
}

/** Lists the files that were sent with the message, by URL or file ID. */
export function* receive({ answers, items, text }: Situation): Script {
  const list = items.map((item) => `${item.kind}: \`${item.source.slice(0, 200)}\``);
  yield answer(answers.received(list, text.slice(0, 200)));
}

/** States the language and the length of a selection. */
export function* selection({ answers }: Situation, { language, lineCount }: Selection): Script {
  yield answer(answers.selection(language, lineCount));
}

function* suggestions(texts: readonly string[]): Generator<Step, void, string> {
  for (const text of texts) yield { type: 'followUp', text };
}

function answer(text: string): Step {
  return { type: 'answer', text };
}

function asking(question: Question): Step {
  return { type: 'ask', question };
}

function whole(
  messageType: Extract<Step, { type: 'whole' }>['messageType'],
  content: string,
  contentType: Extract<Step, { type: 'whole' }>['contentType'] = 'text',
): Step {
  return { type: 'whole', messageType, content, contentType };
}
