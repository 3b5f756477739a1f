import { problemText } from '../chatflowTests/words/words';
import { defaultBaseUrl } from '../shared/urls/clouds';
import type { Language } from '../shared/text/language';
import { imitatedHost } from '../shared/urls/lookAlike';
import { apiUrl, parseUrl, usableBaseUrl } from '../shared/urls/urls';
import { Console } from './output/console';
import { shownFile, titleOf } from './output/lines';
import { liveCases, plannedText } from './output/planned';
import { exitCodes } from './exitCodes';
import { readArguments, WrongUse, type Options } from './setup/arguments';
import { credentialsOf } from './setup/credentials';
import { languageOfTerminal } from './setup/languageOf';
import type { FileProblem, LoadedTests } from './setup/loadTests';
import { readProfiles } from './setup/profiles';
import { Targets } from './setup/targets';
import { profileProblemText } from './words/profileProblems';
import { say } from './words/words';
import type { CliProcess } from './cliProcess';

/** Runs the program and resolves to its exit code. Never rejects. */
export async function runCli(own: CliProcess): Promise<number> {
  const { env, stdout, stderr } = own;
  let secrets: readonly string[] = [env['COZE_API_TOKEN'] ?? '', env['COZE_OAUTH_PRIVATE_KEY'] ?? ''];
  const isInteractive = stdout.isTTY === true && !env['CI'] && env['TERM'] !== 'dumb';
  const output = new Console(stdout, stderr, () => secrets, isInteractive);
  let language = languageOfTerminal(env);
  try {
    const options = readArguments(own.args);
    language = options.language ?? language;
    if (options.command === 'help') return shown(output, say(language, 'usage'));
    if (options.command === 'version') return shown(output, own.version);
    const baseUrl = baseUrlOf(env);
    const isSending = options.command === 'run' && options.recordings !== 'replay';
    const api = apiUrl(baseUrl);
    if (isSending && api !== undefined) output.note(say(language, 'baseUrlNotApi', { api }));
    const credentials = credentialsOf(env, baseUrl, isSending);
    secrets = credentials.secrets;
    const profiles = await readProfiles(own.cwd, options.profileFile, baseUrl);
    // The parsers of the files, and below the checks and the simulator, are evaluated where they are needed.
    const { loadTests } = await import('./setup/loadTests');
    const { cases, problems } = await loadTests(own.cwd, options);
    const targets = new Targets(profiles, baseUrl, credentials, language);
    const unknown: readonly FileProblem[] = cases.flatMap((one) => {
      const workflow = targets.workflowOf(one);
      return 'params' in workflow ? [{ file: one.file.path, problem: workflow }] : [];
    });
    const { uploadProblems } = await import('../host/attachments/testUploads');
    const unusable = await uploadProblems(own.cwd, cases, (one) => targets.knownWorkflowOf(one));
    const all = [...problems, ...unknown, ...unusable];
    if (all.length > 0) {
      for (const line of new Set(all.map((one) => problemLine(one, language)))) output.note(line);
      for (const { number, field, problem } of all.some(({ problem: { key } }) => key === 'profileUnknown')
        ? profiles.refused
        : []) {
        const text = profileProblemText(problem, field, language);
        output.note(say(language, 'profileRefused', { path: profiles.path, number, problem: text }));
      }
      return exitCodes.wrongUse;
    }
    if (hasReportsOfNothing(options)) output.note(say(language, 'noReports'));
    if (options.command === 'list') return list(cases, targets, output, language);
    const { runCommand } = await import('./runCommand');
    return await runCommand({ ...own, options, cases, targets, credentials, output, language, baseUrl });
  } catch (error) {
    if (error instanceof WrongUse) {
      output.note(say(language, error.key, error.params));
      return exitCodes.wrongUse;
    }
    output.note(say(language, 'unexpected', { detail: error instanceof Error ? error.message : '' }));
    return exitCodes.errors;
  }
}

/** Whether a report is asked for, although no test runs. */
function hasReportsOfNothing({ command, isDryRun, json, junit, html }: Options): boolean {
  return (command === 'list' || isDryRun) && (json ?? junit ?? html) !== undefined;
}

function list(cases: LoadedTests['cases'], targets: Targets, output: Console, language: Language): number {
  for (const { file, test, row, target } of cases) {
    const title = titleOf(
      { file: file.path, name: test.name, target: target.label, ...(row && { row: row.number }) },
      language,
    );
    output.line([title, ...test.tags.map((tag) => `#${tag}`)].join(' '));
  }
  return shown(output, plannedText(cases, liveCases(cases, targets), language));
}

function shown(output: Console, text: string): number {
  output.line(text);
  return exitCodes.passed;
}

function baseUrlOf(env: CliProcess['env']): string {
  const given = env['COZE_BASE_URL']?.trim();
  const baseUrl = given ? usableBaseUrl(given) : defaultBaseUrl;
  if (baseUrl === undefined) throw new WrongUse('baseUrlInvalid');
  const host = parseUrl(baseUrl)?.hostname ?? '';
  const imitated = imitatedHost(host);
  // The token would be sent there.
  if (imitated !== undefined) throw new WrongUse('baseUrlImitation', { host, imitated });
  return baseUrl;
}

/** A mistake as compilers write it, so that terminals and editors link to the place. */
function problemLine({ file, problem }: FileProblem, language: Language): string {
  return `${shownFile(file)}:${String(problem.line)}:${String(problem.column)}: ${problemText(problem, language)}`;
}
