import { attachmentsEn, type AttachmentsText } from '../words/attachments.en';
import { attachmentsZhCn } from '../words/attachments.zhCn';
import { loadedWords } from '../words/wordTable';

/** The texts of the part in the language of the view. */
export const words: AttachmentsText = loadedWords().language === 'zh' ? attachmentsZhCn : attachmentsEn;
