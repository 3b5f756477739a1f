import type { AttachmentsText } from './attachments.en';

/** The texts of the part "attachments" in Simplified Chinese. */
export const attachmentsZhCn: AttachmentsText = {
  // The menu of "Attach"
  menu: '添加附件',
  chooseFile: '选择文件…',
  addByUrl: '通过 URL 添加…',
  preview: '预览请求',
  previewHint: '显示将要发送的 JSON',

  // The form for a URL
  form: '通过公网 URL 添加附件',
  url: '公网 URL（https）',
  kind: '类型',
  add: '添加',
  cancel: '取消',
  urlPrivacy: '扣子会下载该文件，因此 URL 必须能从公网访问。',
  urlInvalid: '请输入以 https:// 开头的完整 URL。',
  tooMany: '每条消息最多 {most} 个附件。',

  // Chips
  attachments: '附件',
  remove: '移除',
  removeNamed: '移除 {name}',
  cancelHint: '取消上传并移除 {name}',
  retry: '重试',
  retryNamed: '重试 {name}',
  label: '{name}，{size}',
  labelWithState: '{name}，{size}，{state}',
  percent: '{percent}%',
  waiting: '等待上传',
  uploading: '正在上传',
  uploadingPercent: '正在上传，{percent}%',
  percentOf: '{percent}%，共 {size}',
  ready: '已就绪',
  failed: '失败：{problem}',
  progress: '{name} 的上传进度',
  byUrl: '通过 URL，{host}',
  pasted: '粘贴的文本',
  textSize: '{lines} 行，{characters} 个字符',
  inline: '移入输入框',
  shortened: '仅显示前 {count} 个字符，发送时包含全部内容。',
  hiddenCharacters: '包含 {count} 个不可见字符，对话流可以读取这些字符。',
  secrets: '似乎包含密钥或令牌（第 {lines} 行）。',
  listSeparator: '、',

  // Drop and paste
  drop: '松开即可添加附件',
  folder: '“{name}”是文件夹，请改为添加其中的文件。',
  unreadable: '未添加“{name}”：无法读取该文件，它可能已被移动或删除。',

  // Announced to screen readers
  announceUploading: '正在上传 {name}。',
  announceHalf: '{name} 已上传一半。',
  announceReady: '已添加 {name}。',
  announceFailed: '{name} 上传失败。{problem}',
  announceRemoved: '已移除 {name}。',
};
