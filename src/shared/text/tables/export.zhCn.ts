import type { ExportText } from './export.en';

/** Texts of the Markdown export only. */
export const exportZhCn: ExportText = {
  untitled: '未命名',
  workflow: '对话流',
  started: '开始时间',
  tokens: 'Token',
  tokensOf: '输入 {input}，输出 {output}',
  tokensTotal: '{total}',
  demo: '演示，不计入用量',
  completed: '已完成',
  waiting: '等待回答',
  open: '导出时仍在运行',
  image: '图片',
  attempt: '第 {number} 次运行',
};
