import type { InputField } from '../../../src/shared/inputs/inputField';
import { foreignText } from '../../../src/shared/text/foreignText';
import { formText } from '../../words/formText';
import { fill } from '../../words/text';

const words = new Map<string, string>([
  ['string', formText.typeString],
  ['integer', formText.typeInteger],
  ['number', formText.typeNumber],
  ['boolean', formText.typeBoolean],
  ['time', formText.typeTime],
  ['object', formText.typeObject],
  ['array', formText.typeArray],
  ['file', formText.typeFile],
  ['image', formText.typeImage],
  ['doc', formText.typeDoc],
  ['code', formText.typeCode],
  ['ppt', formText.typePpt],
  ['txt', formText.typeTxt],
  ['excel', formText.typeExcel],
  ['audio', formText.typeAudio],
  ['zip', formText.typeZip],
  ['video', formText.typeVideo],
  ['svg', formText.typeSvg],
  ['voice', formText.typeVoice],
]);

/** The type of a field in the language of the page. An unknown type keeps the name that Coze gave it. */
export function typeWord({ type, typeName, items }: InputField): string {
  if (type === 'array' && items) return fill(formText.typeArrayOf, { type: typeWord(items) });
  return words.get(typeName) ?? foreignText(typeName);
}
