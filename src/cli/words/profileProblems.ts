import type { EntryProblem } from '../../host/entries/entryProblem';
import type { Language } from '../../shared/text/language';

type ProfileProblems = Readonly<Record<EntryProblem, string>>;

const en: ProfileProblems = {
  notAnObject: 'It must be an object with name and workflowId.',
  nameMissing: 'The name is missing.',
  idMissing: 'The workflow ID is missing.',
  idNotNumeric: '{field} must be a string of digits, such as "7491234567890123456".',
  idIsNumber: 'The number {field} has more digits than a number keeps. Put it in quotation marks.',
  appAndBot: 'appId cannot be combined with botId.',
  baseUrlInvalid: '{field} must be a complete address, such as https://api.coze.cn.',
  baseUrlInsecure: '{field} must be https, except for localhost.',
  baseUrlCredentials: '{field} cannot contain a user name or password.',
  baseUrlImitation: 'The host in {field} only looks like a host of Coze.',
  defaultBaseUrlInvalid: 'COZE_BASE_URL must be https, except for localhost.',
  notAText: '{field} must be a string of at most 200 characters.',
  notAnObjectField: '{field} must be an object.',
  extNotTexts: 'All values of ext must be strings.',
  attachmentFormatUnknown: 'attachmentFormat must be object_string or file_url.',
  selectionInvalid:
    'selection must be an object with the string message, the object parameters with strings, or both.',
  inputUntyped: '{field} must be the name of a type, such as "string", or an object with type.',
  inputFieldInvalid:
    '{field} must be as Coze describes inputs: required is true or false, description is a string, default_value a string, a number or a boolean, properties an object.',
  numberRounded: 'The number {field} has more digits than a number keeps. Put it in quotation marks.',
  tokenInFile: 'It contains an access token ({field}). Tokens belong in the environment, not in a file.',
  tooLarge: '{field} is too large.',
};

const zh: ProfileProblems = {
  notAnObject: '必须是包含 name 和 workflowId 的对象。',
  nameMissing: '缺少 name。',
  idMissing: '缺少对话流 ID。',
  idNotNumeric: '{field} 必须是纯数字的字符串，例如 "7491234567890123456"。',
  idIsNumber: '数字 {field} 位数过多，无法完整保留。请为其加上引号。',
  appAndBot: 'appId 和 botId 不能同时设置。',
  baseUrlInvalid: '{field} 必须是完整的地址，例如 https://api.coze.cn。',
  baseUrlInsecure: '{field} 必须是 https，本机地址除外。',
  baseUrlCredentials: '{field} 不能包含用户名或密码。',
  baseUrlImitation: '{field} 中的主机只是看起来像扣子的主机。',
  defaultBaseUrlInvalid: 'COZE_BASE_URL 必须是 https，本机地址除外。',
  notAText: '{field} 必须是不超过 200 个字符的字符串。',
  notAnObjectField: '{field} 必须是对象。',
  extNotTexts: 'ext 的值必须都是字符串。',
  attachmentFormatUnknown: 'attachmentFormat 必须是 object_string 或 file_url。',
  selectionInvalid: 'selection 必须是对象，包含字符串 message、值为字符串的对象 parameters，或同时包含两者。',
  inputUntyped: '{field} 必须是类型名称（例如 "string"），或带有 type 的对象。',
  inputFieldInvalid:
    '{field} 必须与扣子描述输入参数的格式一致：required 为 true 或 false，description 为字符串，default_value 为字符串、数字或布尔值，properties 为对象。',
  numberRounded: '数字 {field} 位数过多，无法完整保留。请为其加上引号。',
  tokenInFile: '其中有访问令牌（{field}）。令牌应保存在环境变量中，不应写在文件里。',
  tooLarge: '{field} 过大。',
};

const texts = { en, zh };

/** Why an entry of the profiles cannot be used, and how to correct it. */
export function profileProblemText(problem: EntryProblem, field: string, language: Language): string {
  return texts[language][problem].replace('{field}', () => field);
}
