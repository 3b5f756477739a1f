import assert from 'node:assert/strict';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount } from '../../support/httpMount';
import { mappingHosts } from '../support/hostMap';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useWorkbench } from '../support/useWorkbench';

const cn = 'https://api.coze.cn';
const com = 'https://api.coze.com';
const token = 'pat_OfTheInternationalCloud0123456789abcdef';

describe('A token of the other cloud', () => {
  const servers: HttpMount[] = [];
  const pathsAt = (index: number) => servers[index]?.requests.map(({ path }) => path) ?? [];
  /** Whether the mainland cloud answers every call with 4101, as if the token had no permission at all. */
  let refusesAll = false;
  const refusal = () =>
    Response.json({ code: 4101, msg: 'The token you entered is incorrect' }, { status: 401 });
  before('start the clouds', async () => {
    const [mainland, international] = [['pat_OfTheMainlandCloud'], [token]].map((tokens) =>
      createSimulator({ now: Date.now, pace: 'instant', tokens }),
    );
    assert.ok(mainland && international);
    servers.push(
      await mountHttp((request) => (refusesAll ? Promise.resolve(refusal()) : mainland(request))),
      await mountHttp(international),
    );
  });
  after('end the clouds', () => Promise.all(servers.map((server) => server.close())));
  const ui = useWorkbench(
    () => ({
      settings: { 'coze.workflows': [{ name: 'Travel', workflowId: '7500000000000000001' }] },
      ...mappingHosts({ [cn]: servers[0]?.baseUrl ?? '', [com]: servers[1]?.baseUrl ?? '' }),
    }),
    async (workbench) => {
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.button('Set access token').waitFor();
    },
  );
  const openBox = async () => {
    await ui.workbench.chat.button('Set access token').click();
    await ui.workbench.inputWidget.filter({ hasText: `Access token for ${cn}` }).waitFor();
  };
  const notice = (text: string) => ui.workbench.notification(text);

  it('is refused by its name if it is no token, and the box offers the token page of the right cloud', async () => {
    const { workbench } = ui;
    await openBox();
    await workbench.input.fill('COZE_API_TOKEN');
    await workbench.inputWidget.getByText('This is the name of a variable, not its value.').waitFor();
    await workbench.input.press('Enter');
    await workbench.inputWidget.getByRole('button', { name: 'Open the token page' }).click();
    await workbench.dialogButton('Open').click();
    assert.deepEqual(workbench.opened, ['https://www.coze.cn/open/oauth/pats']);
    assert.equal(await workbench.inputWidget.count(), 1, 'the box stays open');
  });

  it('can be kept for this session only, which the box explains', async () => {
    const { workbench } = ui;
    await openBox();
    await workbench.inputWidget.getByRole('button', { name: /this session only/ }).click();
    await workbench.row('For this session only').waitFor();
    await workbench.row('Use the environment variable COZE_API_TOKEN').waitFor();
    await workbench.row('For this session only').click();
    await workbench.inputWidget.getByText('It is kept in memory until this window closes.').waitFor();
    await workbench.input.press('Escape');
  });

  it('can be replaced by a sign-in, from the box and from the chat, which explains what it needs', async () => {
    const { workbench } = ui;
    await openBox();
    await workbench.inputWidget.getByRole('button', { name: /Sign in, this session only/ }).click();
    await workbench.row('Sign in instead').click();
    const needed = workbench.inputWidget.filter({
      hasText: 'Sign in to api.coze.cn: an OAuth app is needed',
    });
    await needed.waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
    await workbench.chat.button('Sign in').click();
    await needed.waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
    assert.deepEqual(pathsAt(0), []);
  });

  it('is refused after one call, and nothing is sent to the other cloud before a click', async () => {
    const { workbench } = ui;
    await openBox();
    await workbench.answerInput(`Access token for ${cn}`, `export COZE_API_TOKEN="${token}"`);
    await notice('api.coze.cn does not accept the access token.').waitFor();
    assert.deepEqual(pathsAt(0), ['/v1/users/me']);
    assert.deepEqual(pathsAt(1), []);
  });

  it('is moved there by one button, with the workflow', async () => {
    const { workbench } = ui;
    await workbench.notifications.getByRole('button', { name: 'Use api.coze.com' }).first().click();
    await notice(
      'The token for api.coze.com works. Account: Ada. Free plan: 500 API calls in all.',
    ).waitFor();
    await workbench.chat.ask('hello', /./);
    assert.deepEqual(pathsAt(0), ['/v1/users/me']);
    // The inputs of the workflow are requested when the user begins to write.
    assert.deepEqual(
      pathsAt(1).filter((path) => !path.startsWith('/v1/workflows/7')),
      ['/v1/users/me', '/v1/commerce/benefit/benefits/get', '/v1/workflows/chat'],
    );
  });

  it('gets a reminder before the date on which it expires, as typed by the user', async () => {
    const { workbench } = ui;
    const expires = new Date(Date.now() + 2 * 86_400_000);
    await workbench.notifications
      .getByRole('button', { name: 'Remind me before it expires…' })
      .first()
      .click();
    await workbench.row('In 30 days').waitFor();
    await workbench.row('On a date…').click();
    await workbench.inputWidget.getByText('The date as year-month-day.').waitFor();
    await workbench.input.fill('2020-01-31');
    await workbench.inputWidget.getByText('Enter a date from today on, such as').waitFor();
    await workbench.input.press('Enter');
    await workbench.input.fill(expires.toLocaleDateString('sv'));
    await workbench.inputWidget.getByText('Enter a date').waitFor({ state: 'detached' });
    await workbench.input.press('Enter');
    await workbench.inputClosed();
    const before = pathsAt(1).length;
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    const date = expires.toLocaleDateString('en', { dateStyle: 'long' });
    await notice(`The access token for api.coze.com expires on ${date}.`).waitFor();
    await workbench.notifications.getByRole('button', { name: 'Token page' }).first().waitFor();
    assert.equal(pathsAt(1).length, before);
  });

  it('is recognised in a failed run as well, and the message is kept for the other cloud', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(`Access token for ${com}`, 'pat_OfTheMainlandCloud');
    await notice('api.coze.com does not accept the access token.').waitFor();
    await workbench.newConversation();
    await workbench.chat.send('which cloud?');
    await workbench.chat.button('Change the base URL').click();
    await workbench.row('Use api.coze.cn').click();
    await notice('The token for api.coze.cn works.').waitFor();
    await until(async () => (await workbench.chat.composer.inputValue()) === 'which cloud?');
    await workbench.chat.composer.press('Enter');
    await workbench.chat.messages().filter({ hasText: 'which cloud?' }).first().waitFor();
    await until(() => pathsAt(0).includes('/v1/workflows/chat'));
  });

  it('stays where it is if neither cloud says that it is valid', async () => {
    const { workbench } = ui;
    refusesAll = true;
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(`Access token for ${cn}`, 'pat_OfNoCloud0123456789abcdef');
    await notice('api.coze.cn does not say whether the token is valid.').waitFor();
    await notice('It may belong to api.coze.com: a test there makes at most 2 calls.').waitFor();
    const before = pathsAt(1).length;
    await workbench.notifications.getByRole('button', { name: 'Try api.coze.com' }).first().click();
    await notice('api.coze.com does not say that the token is valid either. Nothing was changed.').waitFor();
    assert.deepEqual(pathsAt(1).slice(before), ['/v1/users/me']);
    await workbench.chat.button(/api\.coze\.cn/).waitFor();
  });

  it('is moved by one button if one cloud refuses every call for a missing permission', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(`Access token for ${cn}`, token);
    const before = pathsAt(1).length;
    await workbench.notifications.getByRole('button', { name: 'Try api.coze.com' }).first().click();
    await notice('The token for api.coze.com works. Account: Ada.').waitFor();
    assert.deepEqual(pathsAt(1).slice(before), ['/v1/users/me', '/v1/commerce/benefit/benefits/get']);
    await workbench.chat.button(/api\.coze\.com/).waitFor();
  });
});

describe('A keyring that fails', () => {
  const service = useService();
  const ui = useWorkbench(() => ({
    settings: {
      'coze.baseUrl': service.baseUrl,
      'coze.workflows': [{ name: 'Travel', workflowId: '7500000000000000001' }],
    },
    // VS Code for the web reads its secrets from here.
    initScript: `{
      const { getItem } = Storage.prototype;
      Storage.prototype.getItem = function (key) {
        if (key === 'secrets.provider') throw new Error('There is no keyring.');
        return getItem.call(this, key);
      };
    }`,
  }));

  it('leaves the token in memory until the window closes, which is said, and it can be cleared', async () => {
    const { workbench } = ui;
    const noToken = workbench.chat.button('Set access token');
    await workbench.runCommand('Coze: Focus chat');
    await noToken.click();
    await workbench.answerInput(`Access token for ${service.baseUrl}`, token);
    await workbench.notification('the token is kept only until this window closes').waitFor();
    await workbench.chat.ask('hello', /./);
    await workbench.runCommand('Coze: Clear access token');
    await workbench.notification('has been cleared').waitFor();
    await noToken.waitFor();
    await noToken.click();
    await workbench.answerInput(`Access token for ${service.baseUrl}`, token);
    await noToken.waitFor({ state: 'detached' });
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await noToken.waitFor();
  });
});
