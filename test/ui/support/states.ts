import type { Workbench } from './workbench';

/** Messages to the demo, and the texts of its complete answers. */
type Say = readonly [text: string, answer: string];

const en = {
  tryDemo: 'Coze: Try the demo workflow',
  stop: 'Stop',
  markdown: ['show me markdown', 'How it compares'],
  think: ['think', 'I have thought about it'],
  tool: ['use a tool', 'Take an umbrella'],
  several: ['several', 'And the third is the last'],
  media: ['media', 'in one message'],
  ask: ['ask me', 'for lunch?'],
  reply: 'noodles',
  card: 'card',
  form: 'form',
  stall: ['stall', 'nothing more will come'],
  fail: ['fail', 'The first step is done'],
} as const;

const zhCn: { readonly [K in keyof typeof en]: (typeof en)[K] extends string ? string : Say } = {
  tryDemo: '试用演示对话流',
  stop: '停止',
  markdown: ['展示表格和代码', '几种算法的对比'],
  think: ['思考', '我想好了'],
  tool: ['调用工具', '记得带伞'],
  several: ['多条回复', '第三条是最后一条'],
  media: ['多媒体', '同时有图片和文档'],
  ask: ['提问', '中午想吃点什么'],
  reply: '面条',
  card: '卡片',
  form: '表单',
  stall: ['卡住', '不会再有任何内容'],
  fail: ['失败', '第一步已经完成'],
};

/** A state of the chat, and how to reach it from the previous one. */
export interface ViewState {
  readonly name: string;
  readonly reach: (workbench: Workbench) => Promise<void>;
}

/** Twelve states that together show every part of the view. Each starts from the previous one. */
export function viewStates(language: 'en' | 'zh-cn'): readonly ViewState[] {
  const words = language === 'en' ? en : zhCn;
  const send = async ({ chat }: Workbench, text: string) => {
    await chat.anyComposer.fill(text);
    await chat.anyComposer.press('Enter');
  };
  const say =
    ([text, answer]: Say, state: 'completed' | 'waiting' | 'streaming' | 'failed') =>
    async (workbench: Workbench) => {
      await send(workbench, text);
      await workbench.chat.answers(answer, state).last().waitFor();
    };
  const isAnswered = ({ chat }: Workbench) => chat.anyQuestion.waitFor({ state: 'detached' });
  return [
    {
      name: '01-empty',
      reach: async ({ chat, page }) => {
        await page.locator('.activitybar').getByRole('tab', { name: 'Coze' }).click();
        await chat.headings.first().waitFor();
      },
    },
    {
      name: '02-demo',
      reach: async (workbench) => {
        await workbench.runCommand(words.tryDemo);
        await workbench.chat.anyComposer.waitFor();
      },
    },
    { name: '03-markdown', reach: say(words.markdown, 'completed') },
    { name: '04-thinking', reach: say(words.think, 'completed') },
    { name: '05-tool', reach: say(words.tool, 'completed') },
    { name: '06-media', reach: say(words.media, 'completed') },
    { name: '07-suggestions', reach: say(words.several, 'completed') },
    { name: '08-question', reach: say(words.ask, 'waiting') },
    {
      name: '09-card',
      reach: async (workbench) => {
        await workbench.chat.anyQuestion.getByRole('textbox').fill(words.reply);
        await workbench.chat.anyQuestion.getByRole('textbox').press('Enter');
        await isAnswered(workbench);
        await send(workbench, words.card);
        await workbench.chat.anyQuestion.waitFor();
      },
    },
    {
      name: '10-form',
      reach: async (workbench) => {
        await workbench.chat.anyQuestion.getByRole('button').first().click();
        await isAnswered(workbench);
        await send(workbench, words.form);
        await workbench.chat.anyQuestion.waitFor();
      },
    },
    {
      name: '11-streaming',
      reach: async (workbench) => {
        const boxes = workbench.chat.anyQuestion.getByRole('textbox');
        await boxes.nth(0).fill('A');
        await boxes.nth(1).fill('3');
        await boxes.nth(1).press('Enter');
        await isAnswered(workbench);
        await say(words.stall, 'streaming')(workbench);
      },
    },
    {
      name: '12-failed',
      reach: async (workbench) => {
        await workbench.chat.button(words.stop).click();
        await workbench.chat.answers('', 'stopped').waitFor();
        await say(words.fail, 'failed')(workbench);
      },
    },
  ];
}
