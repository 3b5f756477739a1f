import { words } from '../../chatflowTests/words/words';
import type { ErrorReason } from '../../shared/errorInfo';
import type { ErrorTexts } from '../../shared/text/errorText';
import type { Language } from '../../shared/text/language';

type Remedies = Readonly<Partial<Record<ErrorReason, string>>>;

/** What to do about errors whose remedies in VS Code are settings and commands that the command line does not have. */
const remedies: Readonly<Record<Language, Remedies>> = {
  en: {
    tokenMissing: 'Set COZE_API_TOKEN to a personal access token with the “run” permission.',
    tokenWrongRegion: 'Change COZE_BASE_URL, or set a token for this region.',
    parameterMissing: 'Add it to “parameters” of the test or of the profile.',
    hostNotFound:
      'Check the network connection and COZE_BASE_URL; behind a proxy, use Node 24 with NODE_USE_ENV_PROXY=1.',
    connectTimeout: 'Check the network connection; behind a proxy, use Node 24 with NODE_USE_ENV_PROXY=1.',
    responseTimeout: 'The workflow may have started.',
    idleTimeout: 'The workflow may still be running on Coze.',
    proxyUnreachable: 'Check the environment variable HTTPS_PROXY. Nothing was sent.',
    proxyAuth: 'Check the environment variable HTTPS_PROXY.',
    proxyBlocked: 'Check the environment variable HTTPS_PROXY, or ask your network administrator.',
    certificate: 'Behind a company proxy, name the file of its certificate in NODE_EXTRA_CA_CERTS.',
    badContent: 'Try again. A proxy may have changed the response.',
    internal: 'Try again.',
  },
  zh: {
    tokenMissing: '请将 COZE_API_TOKEN 设置为具有“run”权限的个人访问令牌。',
    tokenWrongRegion: '请修改 COZE_BASE_URL，或设置该区域的令牌。',
    parameterMissing: '请在测试或配置的“parameters”中添加。',
    hostNotFound: '请检查网络连接和 COZE_BASE_URL；如使用代理，请使用 Node 24 并设置 NODE_USE_ENV_PROXY=1。',
    connectTimeout: '请检查网络连接；如使用代理，请使用 Node 24 并设置 NODE_USE_ENV_PROXY=1。',
    responseTimeout: '对话流可能已经开始运行。',
    idleTimeout: '对话流可能仍在扣子上运行。',
    proxyUnreachable: '请检查环境变量 HTTPS_PROXY。未发送任何内容。',
    proxyAuth: '请检查环境变量 HTTPS_PROXY。',
    proxyBlocked: '请检查环境变量 HTTPS_PROXY，或联系网络管理员。',
    certificate: '如使用公司代理，请通过 NODE_EXTRA_CA_CERTS 指定其证书文件。',
    badContent: '请重试。代理可能更改了响应。',
    internal: '请重试。',
  },
};

/** The texts of errors on the command line. */
export function errorTextsOf(language: Language): ErrorTexts {
  const { errors } = words[language];
  const own = Object.entries(remedies[language]).map(([reason, remedy]) => [
    reason,
    { ...errors.reasons[reason as ErrorReason], remedy },
  ]);
  return { ...errors, reasons: { ...errors.reasons, ...(Object.fromEntries(own) as object) } };
}
