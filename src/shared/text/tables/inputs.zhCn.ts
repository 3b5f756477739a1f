import type { InputProblemKind } from '../../inputs/values/inputProblem';

export const inputsZhCn: Readonly<Record<InputProblemKind, string>> = {
  missing: '此输入参数必填。',
  notInteger: '请输入整数，例如 42。',
  notNumber: '请输入数字，小数点用“.”，例如 3.14。',
  notBoolean: '请输入 true 或 false。',
  notTime: '请输入存在的日期，可带时间，例如 2026-11-30 09:05:00。',
  notText: '请输入文本。在 JSON 中，文本要加双引号。',
  notFile: '请添加文件，或输入文件的公网 URL。',
  fileInForm: '此处已添加文件。请按“发送”，将消息与文件一起发送。',
  notJson: 'JSON 格式无效。文本要加双引号。',
  notObject: '请输入 JSON 对象，例如 {"name": "value"}。',
  notArray: '请输入 JSON 数组，例如 ["first", "second"]。',
  tooLarge: '输入参数过大，合计不能超过 1,000,000 个字符。',
  tooDeep: 'JSON 嵌套过深，最多 100 层。',
};
