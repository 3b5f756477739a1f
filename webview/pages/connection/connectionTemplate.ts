import { html, nothing, type TemplateResult } from 'lit-html';
import type { ConnectionAct, ConnectionFacts } from '../../../src/shared/pages/connectionPage';
import type { ConnectionReport } from '../../../src/shared/pages/connectionReport';
import { factTable, type FactRow } from '../parts/factTable';
import { checkSection, permissionSection } from './checkTemplate';
import { failureSection } from './failureTemplate';
import { dateText, fill, text } from './words';
import type { ConnectionView } from './connectionView';

/** The page "Connection". */
export function connectionTemplate(view: ConnectionView): TemplateResult {
  const { state, done } = view;
  const isDemo = state.kind === 'demo';
  return html`<header>
      <h1>${text.title}</h1>
      <div class="buttons">
        ${isDemo ? nothing : checkButton(view)}
        <button class="secondary" @click=${() => view.act('copyForSupport')}>${text.copyForSupport}</button>
        <span class="done" role="status">${done === 'copyForSupport' ? text.copied : ''}</span>
      </div>
    </header>
    ${isDemo ? nothing : checkSection(view)}
    <div class="columns">
      ${workflowSection(view)} ${serviceSection(view)} ${isDemo ? nothing : tokenSection(view)}
      ${isDemo ? nothing : permissionSection(view)} ${isDemo ? nothing : networkSection(view)}
      ${failureSection(view)}
    </div>`;
}

/** One button, so that it keeps the focus when the test begins and ends. */
function checkButton({ state, act }: ConnectionView): TemplateResult {
  const { isChecking, report } = state;
  const words = isChecking ? text.cancel : report ? text.testAgain : text.testConnection;
  return html`<button @click=${() => act(isChecking ? 'cancelCheck' : 'check')}>${words}</button>`;
}

function workflowSection({ state, act }: ConnectionView): TemplateResult {
  const { workflow } = state;
  const rows: readonly FactRow[] = workflow
    ? [
        [text.name, html`<bdi>${workflow.name}</bdi>`],
        [text.workflowId, html`<code>${workflow.workflowId}</code>`],
        ...(workflow.appId ? [[text.appId, html`<code>${workflow.appId}</code>`] as const] : []),
        ...(workflow.botId ? [[text.botId, html`<code>${workflow.botId}</code>`] as const] : []),
        ...(workflow.source === 'demo'
          ? []
          : [[text.version, workflow.version ?? text.latestVersion] as const]),
        [text.definedIn, text.source[workflow.source]],
      ]
    : [];
  return section(
    text.workflow,
    workflow ? factTable(text.workflow, rows) : html`<p>${text.noWorkflow}</p>`,
    button(act, 'selectWorkflow', text.selectWorkflow),
  );
}

function serviceSection({ state, act }: ConnectionView): TemplateResult {
  const { host, kind, baseUrl, baseUrlSource } = state;
  if (kind === 'demo') return section(text.service, html`<p>${text.kind.demo}</p>`);
  return section(
    text.service,
    factTable(text.service, [
      [text.host, host || text.unusableBaseUrl],
      [text.region, text.kind[kind]],
      [text.baseUrl, html`<code>${baseUrl}</code>`],
      [text.setBy, text.baseUrlSource[baseUrlSource]],
    ]),
    button(act, 'changeBaseUrl', text.changeBaseUrl),
  );
}

function tokenSection({ state, act }: ConnectionView): TemplateResult {
  const { kind, token, tokenExpiresAt, report } = state;
  return section(
    text.token,
    factTable(text.token, [
      [text.tokenSource, text.tokenSources[token]],
      ...expiry(tokenExpiresAt),
      [text.account, accountWords(state)],
      [text.plan, planWords(report)],
    ]),
    button(act, 'setToken', text.setToken),
    ...(kind === 'selfHosted' ? [] : [button(act, 'signIn', text.signIn)]),
    button(act, 'openTokenPage', text.openTokenPage),
    ...(token === 'stored' ? [button(act, 'setExpiry', text.setExpiry)] : []),
  );
}

function expiry(expiresAt: number | undefined): readonly FactRow[] {
  if (expiresAt === undefined) return [];
  const date = dateText(expiresAt);
  return [[text.expires, expiresAt < Date.now() ? fill(text.expired, { date }) : date]];
}

function accountWords({ account: name, report }: ConnectionFacts): unknown {
  const account = report?.account ?? { unknown: 'notAsked' };
  if ('known' in account) return html`<bdi>${account.known.name}</bdi> <code>${account.known.id}</code>`;
  return name === undefined ? text.unknown[account.unknown] : html`<bdi>${name}</bdi>`;
}

function planWords(report: ConnectionReport | undefined): string {
  if (!report) return text.unknown.notAsked;
  const { plan } = report;
  if ('unknown' in plan) return text.unknown[plan.unknown];
  return plan.known.level === 'free' ? text.plans.free : plan.known.level;
}

function networkSection({ state, act }: ConnectionView): TemplateResult {
  const { proxy, proxySupport, noProxy, strictSsl, systemCertificates, variables } = state.network;
  return section(
    text.network,
    factTable(text.network, [
      [
        text.proxyInUse,
        proxy
          ? fill(text.proxyFrom, { address: proxy.address || '•••', source: proxy.setBy })
          : text.noProxyInUse,
      ],
      [html`<code>http.<wbr />proxySupport</code>`, proxySupport],
      [html`<code>http.<wbr />noProxy</code>`, noProxy.join(', ') || text.noneSet],
      [html`<code>http.<wbr />proxyStrictSSL</code>`, strictSsl ? text.on : text.off],
      [html`<code>http.<wbr />systemCertificates</code>`, systemCertificates ? text.on : text.off],
      [text.environment, variables.join(', ') || text.noneSet],
    ]),
    button(act, 'openProxySettings', text.openProxySettings),
    button(act, 'openCertificateSettings', text.openCertificateSettings),
  );
}

function section(title: string, content: unknown, ...buttons: readonly TemplateResult[]): TemplateResult {
  return html`<section>
    <h2>${title}</h2>
    ${content} ${buttons.length === 0 ? nothing : html`<div class="buttons">${buttons}</div>`}
  </section>`;
}

function button(act: ConnectionView['act'], name: ConnectionAct, words: string): TemplateResult {
  return html`<button class="secondary" @click=${() => act(name)}>${words}</button>`;
}
