import type { Language } from '../../src/shared/text/language';
import { attachmentsEn, type AttachmentsText } from '../words/attachments.en';
import { attachmentsZhCn } from '../words/attachments.zhCn';
import { loadedWords } from '../words/wordTable';

const texts: Readonly<Record<Language, AttachmentsText>> = { en: attachmentsEn, zh: attachmentsZhCn };

/** The texts of the part in the language of the view. */
export const words = texts[loadedWords().language];
