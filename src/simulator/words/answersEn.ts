import type { Answers } from './answers';

const fence = '```';

/** What the simulated workflows say in English. */
export const answersEn: Answers = {
  welcome: `Hello! I am the **demo workflow**. I run inside this extension, without an account or a network, and answer the way Coze does.

Things to try:

- \`show me markdown\`: code, a table and a list
- \`my name is Ada\`, then \`what is my name?\`: a conversation with a memory
- \`ask me\`: a question in the middle of the run
- \`card\` or \`form\`: a question with options, or with fields
- \`use a tool\`: a function call and its output
- \`think\`: the model's reasoning
- \`media\`: pictures, files and sound
- \`several\`: several answers and suggestions
- \`long 20\`: 20 kB of text
- \`fail\`, \`cut\`, \`stall\`, \`error 4028\`: what happens when something goes wrong

You can also select some code in the editor and run **Ask Coze workflow about selection**.`,
  unknown: (said, turn) =>
    `You said “${said}”. That is message ${turn} of this conversation. I am only the demo and have no better answer.

Try \`show me markdown\`, \`ask me\`, \`card\`, \`form\`, \`use a tool\`, \`think\`, \`several\`, \`long 20\` or \`fail\`. Say \`help\` to see everything.`,
  forgotten: (said) =>
    `You said “${said}”. The demo has been restarted since then. It keeps nothing, so I do not remember this conversation, and earlier questions are gone. Say \`help\` to start again.`,
  suggestions: ['Show me Markdown with code and a table', 'Ask me something', 'Use a tool'],
  markdown: `Here is a small sorting function:

${fence}typescript
/** Sorts without changing what it was given. */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
${fence}

How it compares:

| Algorithm | Average | Worst case | Stable |
|---|---|---|---|
| Timsort (what \`sort\` uses) | O(n log n) | O(n log n) | yes |
| Quicksort | O(n log n) | O(n²) | no |
| Insertion sort | O(n²) | O(n²) | yes |

1. Copy the array, so that the *caller's* one stays as it is.
2. Compare **numbers as numbers**: the default compares them as text.

> Without a comparator, \`[10, 9, 1].sort()\` gives \`[1, 10, 9]\`.`,
  nameLearnt: (name) => `Nice to meet you, **${name}**. Ask me later what your name is.`,
  nameKnown: (name) => `Your name is **${name}**. You told me earlier in this conversation.`,
  nameUnknown: 'You have not told me yet. Say `my name is …`, then ask me again.',
  turnCount: (turn, earlier) =>
    earlier.length === 0
      ? 'This is the first message of our conversation.'
      : `This is message **${turn}** of our conversation. Before it you said:\n\n${earlier
          .map((said, index) => `${index + 1}. ${said}`)
          .join('\n')}`,
  askText: 'What would you like to have for lunch?',
  askTextReply: (reply) => `Good choice: **${reply}**. The workflow continued with your answer.`,
  askFirst: 'Two questions, one after the other. First: which city are you travelling to?',
  askSecond: (first) => `${first}, noted. Second: for how many days?`,
  askBothReply: (first, second) => `Your trip: **${first}**, ${second} days. That was the last question.`,
  cardTitle: 'Which colour should the button have?',
  cardOptions: ['Red', 'Green', 'Blue'],
  cardAgain: (reply) => `“${reply}” is not one of the colours. Which one should it be?`,
  cardReply: (option) => `The button will be **${option}**.`,
  formTitle: 'Where do you want to go?',
  formFields: [
    { type: 'string', name: 'city', required: true },
    { type: 'integer', name: 'days', required: true },
    { type: 'string', name: 'remarks', required: false },
  ],
  formAgain: 'City and days are both needed. Please fill them in.',
  formReply: (fields) =>
    `Thank you. I have received:\n\n${[...fields].map(([name, value]) => `- **${name}**: ${value}`).join('\n')}`,
  askedTooOften: 'The answer to a question node could not be understood after 3 attempts',
  toolIntroduction: 'Let me look up the weather.',
  toolArguments: { city: 'Hangzhou', unit: 'celsius' },
  toolOutput: '{"city":"Hangzhou","weather":"light rain","temperature":19}',
  toolAnswer: 'It is raining lightly in **Hangzhou**, at 19\u00a0°C. Take an umbrella.',
  failBeginning: 'I am going to work on this. The first step is done, and now the second one',
  failMessage: 'The workflow execution failed: node “Code” raised an exception (simulated)',
  cutBeginning: 'The connection will break before this sentence',
  stallBeginning: 'From here on, nothing more will come. Press Stop when you have seen enough.',
  longTitle: 'A long text',
  longParagraph: (number) =>
    `Paragraph ${number}. A chatflow sends its answer in small pieces, and a client shows each of them as it arrives. The *pieces* may break anywhere: in the middle of a word, of **bold text**, or of \`code\`. Readers should not notice it.`,
  several: [
    'This run gives three answers. This is the first.',
    'The second comes from another output node.',
    'And the third is the last. Below it are some suggestions.',
  ],
  mediaIntroduction: 'An answer can hold pictures, files and sound. Here is one of each:',
  mediaCaption: 'A picture and a document in one message.',
  received: (items, text) =>
    `I have received:\n\n${items.map((item) => `- ${item}`).join('\n')}\n\n${text ? `With it you said: “${text}”` : 'There was no text with it.'}`,
  thinking:
    'The user wants to see how I think. First I look at the question. Then I consider what a short and useful answer would be. That is enough.',
  thought: 'I have thought about it. The reasoning above is folded: it is not part of the answer.',
  selection: (language, lineCount) =>
    `That is **${language}** code, **${lineCount} ${lineCount === 1 ? 'line' : 'lines'}** long.

I am only the demo, so I do not understand it. A workflow of your own with a model in it would explain it here.`,
};
