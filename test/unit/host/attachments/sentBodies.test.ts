import assert from 'node:assert/strict';
import { encodeChatRequest } from '../../../../src/coze/wire/wireRequest';
import { SavedUploads } from '../../../../src/host/attachments/savedUploads';
import type { AttachmentFormat, Workflow } from '../../../../src/shared/workflow';
import { png, uploading, type Uploading } from './uploading';

describe('the body of a message with files', () => {
  let at: Uploading;
  afterEach(() => at.mount.close());

  /** The JSON that leaves for a picture in the composer and two pictures in parameters, and what the service has of them. */
  async function send(dialect: 'cloud' | 'selfHosted', attachmentFormat?: AttachmentFormat) {
    at = await uploading({ dialect });
    const workflow = { ...at.workflow, ...(attachmentFormat && { attachmentFormat }) };
    const attach = async (name: string, key: string) => {
      const path = await at.write(name, Buffer.concat([png, Buffer.from(name)]));
      await at.uploads.attach(key, [{ name, path }], workflow);
      return at.uploads.statesOf([key]).at(-1)!.id;
    };
    const ids = [
      await attach('小猫.png', 'chat'),
      await attach('a b.png', 'form'),
      await attach('c.png', 'form'),
    ];
    const parameters = {
      photo: { $upload: ids[1] },
      pages: [{ $upload: ids[1] }, { $upload: ids[2] }],
      n: 5,
    };
    const message = await at.uploads.resolve(
      { text: 'look', attachments: [], parameters },
      [ids[0]!],
      workflow,
    );
    const body = encodeChatRequest({
      workflow,
      messages: [{ role: 'user', text: message.text, attachments: message.attachments }],
      ...(message.parameters && { parameters: message.parameters }),
    });
    const files = new SavedUploads(at.saved).read().map(({ remote }) => remote!);
    return { body, files, workflow };
  }

  const head = ({ workflowId, appId = '' }: Workflow) =>
    `{"workflow_id":"${workflowId}","app_id":"${appId}","additional_messages":[`;

  it('has items and strings of JSON with file ids in the cloud', async () => {
    const { body, files, workflow } = await send('cloud');
    const [cat, first, second] = files.map(({ id }) => id);
    const file = (id = '') => String.raw`"{\"file_id\":\"${id}\"}"`;
    assert.equal(
      body,
      head(workflow) +
        String.raw`{"role":"user","content":"[{\"type\":\"text\",\"text\":\"look\"},{\"type\":\"image\",\"file_id\":\"${cat ?? ''}\"}]","content_type":"object_string"}],` +
        `"parameters":{"photo":${file(first)},"pages":[${file(first)},${file(second)}],"n":5}}`,
    );
  });

  it('has items with file ids and parameters with named addresses on a self-hosted server', async () => {
    const { body, files, workflow } = await send('selfHosted');
    const address = (index: number, name: string) =>
      JSON.stringify(`${files[index]?.url ?? ''}&x-wf-file_name=${name}`);
    const first = address(1, 'a%20b.png');
    assert.match(
      first,
      /^"http:\/\/127\.0\.0\.1:\d+\/opencoze\/BIZ_BOT_ICON\/\d{19}\?X-Amz-Signature=0&x-wf/,
    );
    assert.equal(
      body,
      head(workflow) +
        String.raw`{"role":"user","content":"[{\"type\":\"text\",\"text\":\"look\"},{\"type\":\"image\",\"file_id\":\"${files[0]?.id ?? ''}\"}]","content_type":"object_string"}],` +
        `"parameters":{"photo":${first},"pages":[${first},${address(2, 'c.png')}],"n":5}}`,
    );
  });

  it('has the address beside the text if the profile says so, and the server has addresses', async () => {
    const { body, files } = await send('selfHosted', 'file_url');
    assert.ok(
      body.includes(
        `{"role":"user","content":"look","content_type":"image","file_url":${JSON.stringify(files[0]?.url)}}`,
      ),
    );
    await at.mount.close();
    const cloud = await send('cloud', 'file_url');
    assert.ok(
      cloud.body.includes(
        `{"role":"user","content":"look","content_type":"image","file_id":"${cloud.files[0]?.id ?? ''}"}`,
      ),
    );
  });
});
