import assert from 'node:assert/strict';
import { commands } from 'vscode';
import {
  activated,
  askAbout,
  filesIn,
  selectFirstWorkflow,
  setUserSettings,
  until,
  userDataFolder,
} from './support/inWindow';
import { useService } from './support/useService';

describe('The access token', () => {
  const own = useService();
  const other = useService();
  const canary = 'pat_canary0f3a9c71b2d4';

  before(async () => {
    await activated();
    process.env['COZE_API_TOKEN'] = canary;
    await setUserSettings({
      baseUrl: own.baseUrl,
      workflows: [
        { name: 'At home', workflowId: '1' },
        { name: 'Elsewhere', workflowId: '2', baseUrl: other.baseUrl },
      ],
    });
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
  });
  after(async () => {
    delete process.env['COZE_API_TOKEN'];
    await setUserSettings({ workflows: undefined, baseUrl: undefined });
  });

  it('is sent to its origin', async () => {
    await askAbout('at home');
    const { headers } = await own.nextRequest(0);
    assert.equal(headers['authorization'], `Bearer ${canary}`);
  });

  it('is not sent to another origin, which gets no request without a token', async () => {
    await setUserSettings({ workflows: [{ name: 'Elsewhere', workflowId: '2', baseUrl: other.baseUrl }] });
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
    await askAbout('elsewhere');
    const folder = `${userDataFolder()}/User/globalStorage`;
    await until('the turn says that the token is missing', async () =>
      [...(await filesIn(folder)).values()].some((text) => text.includes('tokenMissing')),
    );
    assert.equal(other.requests.length, 0);
    assert.equal(own.requests.length, 1);
  });

  it('is in the Authorization header and no other part of a request', () => {
    for (const { path, headers, body } of own.requests) {
      const { authorization: _authorization, ...others } = headers;
      assert.doesNotMatch(`${path} ${JSON.stringify(others)} ${body}`, new RegExp(canary));
    }
  });

  it('is in no file of the profile', async () => {
    const files = await filesIn(userDataFolder());
    const conversations = [...files].filter(([path]) => path.includes('conversations'));
    assert.ok(
      conversations.some(([, text]) => text.includes('at home')),
      'the message itself is on disk',
    );
    assert.deepEqual(
      [...files].filter(([, text]) => text.includes(canary)).map(([path]) => path),
      [],
    );
  });
});
