import { tokensOf } from '../../../plays/pieces';
import { nameIn, scenarioFor, type Scenario } from '../../../plays/scenarios';
import { answersIn, languageOf } from '../../../words/language';
import {
  findBot,
  findWorkflow,
  type SimulatedAccount,
  type SimulatedParameters,
  type SimulatedWorkflow,
} from '../../account';
import { eventStream } from '../../eventStream';
import type { ServiceConversation } from '../../memory';
import type { Chat } from '../../../dialects/chat';
import { inputRefusal } from '../../inputs';
import { Refusal, refusalOf } from '../../refusal';
import { Run } from '../../run';
import type { Service } from '../../service';
import { readChat, type ReceivedChat } from './chatRequest';
import { bodyOf, type Call, type Endpoint } from '../endpoint';

/** Runs a chatflow, or resumes one that waits for an answer. Replies with a stream of events. */
export const chat: Endpoint = {
  methods: ['POST'],
  path: '/v1/workflows/chat',
  permission: 'run',
  servers: ['cloud', 'selfHosted'],
  handle: runChat,
};

async function runChat({ service, request, logId }: Call): Promise<Response> {
  const received = readChat(await bodyOf(request));
  checkWorkflow(service, received);
  // A demo that was restarted does not know its files.
  if (service.options.unknownConversations !== 'adopt') service.files.check(received, service.kind);
  const conversation = conversationOf(service, received.conversationId);
  if (conversation.running) throw refusalOf(4016);
  const message = received.messages.at(-1);
  if (!message) throw refusalOf(4000);

  const { waiting } = conversation;
  const scenario: Scenario = waiting
    ? { type: 'play', script: waiting }
    : chooseScenario(service, received, conversation);
  if (scenario.type === 'refuse') throw refusalOf(scenario.code);
  if (scenario.type === 'gateway') return service.reply(gatewayPage, 'text/html', logId, 502);

  const chat = newChat(service, received, conversation);
  if (!waiting) remember(conversation, received);
  delete conversation.waiting;
  const input = received.messages.reduce((sum, { text }) => sum + tokensOf(text), 0);
  let run: Run | undefined;
  const body = eventStream(
    request,
    service.dialect,
    (signal) => {
      run = new Run(chat, conversation, scenario.script, input, {
        dialect: service.dialect,
        ids: service.ids,
        now: service.options.now,
        pause: (milliseconds) => service.pause(milliseconds, signal),
        signal,
        wantsCards: (service.options.cards ?? 'always') === 'always' || received.wantsCards,
      });
      return run.events(message.text);
    },
    () => run?.settle('canceled'),
  );
  const response = service.reply(body, service.dialect.contentType, logId);
  response.headers.set('cache-control', 'no-cache');
  return response;
}

function checkWorkflow(service: Service, received: ReceivedChat): void {
  const { workflows, account } = service.options;
  if (account) checkAccount(account, received, service);
  if (!workflows) return;
  const workflow = workflows.find((candidate) => candidate.id === received.workflowId);
  if (!workflow) throw refusalOf(4200);
  if (workflow.needsOwner && received.appId === undefined && received.botId === undefined) {
    throw new Refusal(4000, 'app_id or bot_id is required');
  }
  const missing = workflow.requiredParameters?.find((name) => !Object.hasOwn(received.parameters, name));
  if (missing !== undefined) throw new Refusal(720702002, `Missing required parameters: '${missing}'`);
}

/** Refuses a chatflow that cannot be run by the account: its app is not named, or the agent is not published to the API. */
function checkAccount(
  account: SimulatedAccount,
  { workflowId, appId, botId, parameters, version }: ReceivedChat,
  { kind, options }: Service,
): void {
  const found = findWorkflow(account, workflowId);
  if (!found?.workflow.isPublished) throw refusalOf(4200);
  if (found.workspace.isDenied) throw refusalOf(4101);
  if (found.workflow.mode === 'workflow') throw refusalOf(4000, 'the workflow is not a chatflow');
  if (found.workflow.appId !== undefined && found.workflow.appId !== appId) {
    throw refusalOf(4000, 'App not found');
  }
  const inputs = inputsOfRun(found.workflow, version);
  const refusal = inputRefusal(inputs, parameters, kind, options.language ?? 'en');
  if (refusal) throw refusal;
  if (botId === undefined) return;
  const bot = findBot(account, botId);
  if (!bot) throw refusalOf(4006);
  if (!bot.isPublished) throw refusalOf(4015);
}

/** The inputs of the version that is run, the latest one by default. */
function inputsOfRun(
  { inputs = {}, versions = [] }: SimulatedWorkflow,
  version: string | undefined,
): SimulatedParameters {
  return versions.find((each) => each.version === version)?.inputs ?? inputs;
}

function conversationOf({ memory, ids, options }: Service, id: string | undefined): ServiceConversation {
  if (id === undefined) return memory.create(ids.next());
  const known = memory.find(id);
  if (known) return known;
  if (options.unknownConversations !== 'adopt') throw refusalOf(4002);
  const adopted = memory.create(id);
  adopted.isForgotten = true;
  return adopted;
}

function chooseScenario(
  service: Service,
  received: ReceivedChat,
  conversation: ServiceConversation,
): Scenario {
  const message = received.messages.at(-1);
  const text = message?.text ?? '';
  const language = languageOf(text) ?? conversation.language ?? service.options.language ?? 'en';
  const earlier = earlierMessages(received, conversation);
  return scenarioFor({
    text,
    items: (message?.items ?? []).map((item) => ({
      ...item,
      source: service.files.get(item.fileId ?? '')?.name ?? item.source,
    })),
    answers: answersIn(language),
    earlier,
    isForgotten: conversation.isForgotten === true && conversation.said.length === 0,
    name: conversation.name ?? earlier.map(nameIn).findLast((name) => name !== undefined),
  });
}

function newChat(service: Service, received: ReceivedChat, conversation: ServiceConversation): Chat {
  const chat: Chat = {
    id: service.ids.next(),
    conversationId: conversation.id,
    executeId: service.ids.next(),
    workflowId: received.workflowId,
    botId: received.botId,
    site: `https://www.coze.${service.options.region ?? 'cn'}`,
    createdAt: Math.floor(service.options.now() / 1_000),
    saidBefore: conversation.said.length,
    status: 'in_progress',
  };
  conversation.chats.set(chat.id, chat);
  conversation.running = chat;
  return chat;
}

/** Earlier messages of the user: those the service remembers, or the history that comes with a new conversation. */
function earlierMessages(received: ReceivedChat, conversation: ServiceConversation): readonly string[] {
  if (conversation.said.length > 0) return conversation.said;
  return received.messages
    .slice(0, -1)
    .filter((message) => message.role === 'user')
    .map((message) => message.text);
}

function remember(conversation: ServiceConversation, received: ReceivedChat): void {
  const text = received.messages.at(-1)?.text ?? '';
  conversation.said = [...earlierMessages(received, conversation), text];
  const name = conversation.said.map(nameIn).findLast((candidate) => candidate !== undefined);
  if (name !== undefined) conversation.name = name;
  const language = languageOf(text);
  if (language) conversation.language = language;
}

const gatewayPage = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>\n';
