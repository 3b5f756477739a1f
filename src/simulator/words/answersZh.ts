import type { Answers } from './answers';

const fence = '```';

/** What the simulated workflows say in Simplified Chinese. */
export const answersZh: Answers = {
  welcome: `你好！我是**演示对话流**。我就运行在这个扩展里，不需要账号，也不联网，回复方式与扣子一致。

可以试试：

- \`展示表格和代码\`：代码、表格与列表
- \`我叫小明\`，再问 \`我叫什么？\`：多轮对话的记忆
- \`提问\`：运行中途的提问
- \`卡片\` 或 \`表单\`：带选项或输入项的提问
- \`调用工具\`：函数调用及其输出
- \`思考\`：模型的思考过程
- \`多媒体\`：图片、文件和音频
- \`多条回复\`：多条回复与追问建议
- \`长文 20\`：20 kB 的长文本
- \`失败\`、\`断开\`、\`卡住\`、\`错误 4028\`：出错时的样子

也可以在编辑器里选中一段代码，然后执行“**就所选内容询问扣子对话流**”。`,
  unknown: (said, turn) =>
    `你说的是“${said}”。这是本次会话的第 ${turn} 条消息。我只是演示对话流，给不出更好的回答。

试试 \`展示表格和代码\`、\`提问\`、\`卡片\`、\`表单\`、\`调用工具\`、\`思考\`、\`多条回复\`、\`长文 20\` 或 \`失败\`。发送 \`帮助\` 查看全部。`,
  forgotten: (said) =>
    `你说的是“${said}”。演示对话流在此期间重新启动过：它不保存任何内容，所以我不记得这次会话，之前提出的问题也已失效。发送 \`帮助\` 重新开始。`,
  suggestions: ['展示表格和代码', '向我提问', '调用工具'],
  markdown: `下面是一个简单的排序函数：

${fence}typescript
/** 排序，但不改动传入的数组。 */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
${fence}

几种算法的对比：

| 算法 | 平均 | 最坏 | 稳定 |
|---|---|---|---|
| Timsort（\`sort\` 采用的算法） | O(n log n) | O(n log n) | 是 |
| 快速排序 | O(n log n) | O(n²) | 否 |
| 插入排序 | O(n²) | O(n²) | 是 |

1. 先复制数组，*调用方*的数据保持不变。
2. **按数值比较**：默认是按文本比较的。

> 不传比较函数时，\`[10, 9, 1].sort()\` 的结果是 \`[1, 10, 9]\`。`,
  nameLearnt: (name) => `很高兴认识你，**${name}**。稍后可以问我你叫什么。`,
  nameKnown: (name) => `你叫**${name}**，你在本次会话中告诉过我。`,
  nameUnknown: '你还没有告诉我。先说“我叫……”，再来问我吧。',
  turnCount: (turn, earlier) =>
    earlier.length === 0
      ? '这是本次会话的第一条消息。'
      : `这是本次会话的第 **${turn}** 条消息。在此之前你说过：\n\n${earlier
          .map((said, index) => `${index + 1}. ${said}`)
          .join('\n')}`,
  askText: '中午想吃点什么？',
  askTextReply: (reply) => `不错的选择：**${reply}**。对话流已根据你的回答继续运行。`,
  askFirst: '接下来有两个问题。第一个：你要去哪个城市？',
  askSecond: (first) => `好的，${first}。第二个：打算去几天？`,
  askBothReply: (first, second) => `你的行程：**${first}**，${second} 天。问题到此为止。`,
  cardTitle: '按钮用什么颜色？',
  cardOptions: ['红色', '绿色', '蓝色'],
  cardAgain: (reply) => `“${reply}”不在可选的颜色之中。请选择一种：`,
  cardReply: (option) => `按钮将使用**${option}**。`,
  formTitle: '你想去哪里？',
  formFields: [
    { type: 'string', name: '城市', required: true },
    { type: 'integer', name: '天数', required: true },
    { type: 'string', name: '备注', required: false },
  ],
  formAgain: '城市和天数都是必填项，请填写完整。',
  formReply: (fields) =>
    `谢谢，已收到：\n\n${[...fields].map(([name, value]) => `- **${name}**：${value}`).join('\n')}`,
  askedTooOften: '问答节点连续 3 次未能理解用户的回答',
  toolIntroduction: '我来查一下天气。',
  toolArguments: { city: '杭州', unit: 'celsius' },
  toolOutput: '{"city":"杭州","weather":"小雨","temperature":19}',
  toolAnswer: '**杭州**现在有小雨，19\u00a0°C，记得带伞。',
  failBeginning: '我来处理这个问题。第一步已经完成，现在进行第二步',
  failMessage: '工作流执行失败：“代码”节点抛出异常（模拟）',
  cutBeginning: '这句话还没有说完，连接就会',
  stallBeginning: '从这里开始不会再有任何内容。看够了就点“停止”。',
  longTitle: '一篇长文',
  longParagraph: (number) =>
    `第 ${number} 段。对话流会把回复切成小块发送，客户端收到一块就显示一块。*切分*可能落在任何位置：一个词的中间、**加粗文字**的中间，或者 \`代码\` 的中间。读的人不应该察觉到这些。`,
  several: [
    '这次运行会给出三条回复，这是第一条。',
    '第二条来自另一个输出节点。',
    '第三条是最后一条，下面还有几条建议。',
  ],
  mediaIntroduction: '回复中可以包含图片、文件和音频，各举一例：',
  mediaCaption: '一条消息里同时有图片和文档。',
  received: (items, text) =>
    `已收到：\n\n${items.map((item) => `- ${item}`).join('\n')}\n\n${text ? `同时你说：“${text}”` : '没有附带文字。'}`,
  thinking: '用户想看看我是怎么思考的。先看问题本身，再想想怎样的回答既简短又有用。这样就可以了。',
  thought: '我想好了。上面的思考过程是折叠的，它不属于回复内容。',
  selection: (language, lineCount) =>
    `这是一段 **${language}** 代码，共 **${lineCount} 行**。

我只是演示对话流，并不理解它。换成你自己的、带有大模型的对话流，就会在这里讲解。`,
};
