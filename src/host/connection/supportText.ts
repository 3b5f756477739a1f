import type { ConnectionFacts, NetworkFacts } from '../../shared/pages/connectionPage';
import type { ErrorInfo } from '../../shared/errorInfo';
import { closeUp } from '../../shared/text/closeUp';
import type { ConnectionText } from '../../shared/text/tables/connection.en';
import { foreignText } from '../../shared/text/foreignText';

/** Where the extension runs. Contains no path and no name of the user or the computer. */
export interface HostFacts {
  readonly extension: string;
  readonly vscode: string;
  /** Such as `desktop`, `web`. */
  readonly app: string;
  /** Such as `ui`, `workspace`. */
  readonly extensionHost: string;
  readonly system: string;
  /** Kind of the remote, such as `ssh-remote`, without the name of the machine. Empty if there is none. */
  readonly remote: string;
  readonly language: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly usableWorkflows: number;
  readonly refusedWorkflows: number;
}

type Row = readonly [label: string, value: string];

/**
 * The connection as Markdown, for a report to support. Contains no token, no message, no text of the service, no name of a
 * person and no path: of errors only the reason, the host, the code, the HTTP status and the log ID.
 */
export function supportText(facts: ConnectionFacts, host: HostFacts, text: ConnectionText): string {
  return [
    '# Coze Workflow Chat',
    rows([
      [text.extension, host.extension],
      ['VS Code', `${host.vscode} (${host.app})`],
      [text.extensionHost, host.extensionHost],
      [text.system, host.system],
      [text.remote, host.remote || text.noRemote],
      [text.language, host.language],
    ]),
    `## ${text.title}`,
    rows(connectionRows(facts, text)),
    `## ${text.network}`,
    rows(networkRows(facts.network, text)),
    `## ${text.settings}`,
    rows([
      ...Object.entries(host.settings).map(([name, value]): Row => [name, String(value)]),
      [
        text.workflows,
        fill(text.workflowCounts, { usable: host.usableWorkflows, refused: host.refusedWorkflows }),
      ],
    ]),
    `## ${text.lastError}`,
    facts.lastFailure
      ? rows([[text.time, isoTime(facts.lastFailure.at)], ...errorRows(facts.lastFailure.error, text)])
      : text.noError,
    '',
  ].join('\n\n');
}

function connectionRows(facts: ConnectionFacts, text: ConnectionText): readonly Row[] {
  const { workflow, report } = facts;
  return [
    [text.workflowId, workflow?.workflowId ?? text.noWorkflow],
    ...optional(text.appId, workflow?.appId),
    ...optional(text.botId, workflow?.botId),
    ...optional(text.version, workflow?.version),
    ...optional(text.definedIn, workflow && text.source[workflow.source]),
    ...optional(text.host, facts.host),
    [text.region, text.kind[facts.kind]],
    [text.setBy, text.baseUrlSource[facts.baseUrlSource]],
    [text.tokenSource, text.tokenSources[facts.token]],
    ...(report
      ? [
          [text.check, `${report.verdict}, ${isoTime(report.checkedAt)}`] as const,
          ...report.steps.map(({ call, result, error }): Row => {
            const details = error
              ? `: ${errorRows(error, text)
                  .map(([, value]) => value)
                  .join(', ')}`
              : '';
            return [text.calls[call], `${result}${details}`];
          }),
          [
            text.plan,
            'known' in report.plan ? report.plan.known.level : text.unknown[report.plan.unknown],
          ] as const,
          ...report.permissions.map(({ name, state }): Row => [name, text.permissionStates[state]]),
        ]
      : [[text.check, text.unknown.notAsked] as const]),
  ];
}

function networkRows(network: NetworkFacts, text: ConnectionText): readonly Row[] {
  const { proxy } = network;
  return [
    [
      text.proxyInUse,
      proxy
        ? closeUp(fill(text.proxyFrom, { address: proxy.address || '•••', source: proxy.setBy }))
        : text.noProxyInUse,
    ],
    ['http.proxySupport', network.proxySupport],
    ['http.noProxy', fill(text.entries, { count: network.noProxy.length })],
    ['http.proxyStrictSSL', String(network.strictSsl)],
    ['http.systemCertificates', String(network.systemCertificates)],
    [text.environment, network.variables.join(', ') || text.noneSet],
  ];
}

function errorRows(error: ErrorInfo, text: ConnectionText): readonly Row[] {
  return [
    [text.cause, error.reason],
    ...optional(text.host, error.params?.['host']),
    ...optional(text.code, error.code),
    ...optional(text.httpStatus, error.status === undefined ? undefined : String(error.status)),
    ...optional(text.logId, error.logId),
  ];
}

function optional(label: string, value: string | undefined): readonly Row[] {
  return value === undefined || value === '' ? [] : [[label, value]];
}

/** A list: values are code, so that no text of the service is read as Markdown. */
function rows(all: readonly Row[]): string {
  return all.map(([label, value]) => `- ${label}: \`${foreignText(value).replaceAll('`', "'")}\``).join('\n');
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}
