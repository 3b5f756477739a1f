import assert from 'node:assert/strict';
import type { UploadState } from '../../../src/shared/uploads';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf, sendMessage, sentParameters, toggleOf } from '../support/inputsPage';
import { story } from '../support/story';

const photo = field('photo', { type: 'file', typeName: 'image', fileKind: 'image', isRequired: true });
const pages = field('pages', {
  type: 'array',
  items: field('', { type: 'file', typeName: 'doc', fileKind: 'doc' }),
});

function upload(id: string, more: Partial<UploadState>): UploadState {
  return { id, name: `${id}.png`, size: 2_000_000, kind: 'image', state: 'ready', sentBytes: 0, ...more };
}

describe('files in the workflow’s inputs', () => {
  const open = chatPages();

  const report = (chat: ChatPage, ...uploads: UploadState[]) => chat.say({ type: 'uploads', uploads });

  it('are chosen for their field, shown with their progress, and stay after the message', async () => {
    const chat = await open({ context: inputsOf([photo]) });
    const choose = regionOf(chat).getByRole('button', { name: 'Choose file… photo (image, required)' });
    await choose.press('Enter');
    assert.deepEqual(await chat.posted('attachFiles'), [{ type: 'attachFiles', field: '/photo' }]);
    await report(chat, upload('u1', { field: '/photo', state: 'uploading', sentBytes: 500_000 }));
    const chip = regionOf(chat).getByRole('group', { name: 'photo (image, required)' });
    assert.match((await chip.textContent()) ?? '', /u1\.png\s+25%/);
    await report(chat, upload('u1', { field: '/photo' }));
    assert.match((await chip.textContent()) ?? '', /u1\.png\s+2 MB/);
    for (const text of ['one', 'two']) await sendMessage(chat, text);
    assert.deepEqual(await sentParameters(chat), Array(2).fill({ photo: { $upload: 'u1' } }));
    await toggleOf(chat).click();
    await chat.settled();
    assert.equal(await chat.page.locator('#inputs-summary').textContent(), 'photo: u1.png');
  });

  it('show why they failed at their field, and can be tried again or removed', async () => {
    const chat = await open({ context: inputsOf([photo]) });
    const failed = { field: '/photo', state: 'failed', problem: 'Too large.', canRetry: true } as const;
    await report(chat, upload('u1', failed));
    const chip = regionOf(chat).getByRole('group', { name: /^photo/ });
    await regionOf(chat).getByText('Too large.').waitFor();
    await sendMessage(chat);
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chip.evaluate((one) => one.matches(':focus')), true);
    await chip.getByRole('button', { name: 'Retry u1.png' }).click();
    assert.deepEqual(await chat.posted('retryUpload'), [{ type: 'retryUpload', id: 'u1' }]);
    await chip.getByRole('button', { name: 'Remove u1.png' }).press('Enter');
    await chat.settled();
    assert.deepEqual(await chat.posted('removeUpload'), [{ type: 'removeUpload', id: 'u1' }]);
    await report(chat, upload('u1', failed));
    assert.equal(await chip.count(), 0);
    const choose = regionOf(chat).getByRole('button', { name: /^Choose file/ });
    assert.equal(await choose.evaluate((one) => one.matches(':focus')), true);
  });

  it('become items of a list if several were chosen for one', async () => {
    const chat = await open({ context: inputsOf([pages]) });
    await toggleOf(chat).click();
    await regionOf(chat).getByRole('button', { name: 'Add item to pages' }).click();
    await regionOf(chat)
      .getByRole('button', { name: /^Choose file/ })
      .click();
    assert.deepEqual(await chat.posted('attachFiles'), [{ type: 'attachFiles', field: '/pages/0' }]);
    await report(chat, upload('a', { field: '/pages/0' }), upload('b', { field: '/pages/0' }));
    await sendMessage(chat);
    assert.deepEqual(await sentParameters(chat), [{ pages: [{ $upload: 'a' }, { $upload: 'b' }] }]);
  });

  it('that are gone are asked for again', async () => {
    const chat = await open({ context: inputsOf([photo], { values: { photo: '{"$upload":"old"}' } }) });
    await sendMessage(chat);
    assert.deepEqual(await chat.posted('send'), []);
    await regionOf(chat).getByText('This file is no longer attached. Choose it again.').waitFor();
  });

  it('answer an input node, once they are uploaded', async () => {
    const fields = [
      { name: 'city', type: 'string', required: false },
      { name: 'photo', type: 'image', required: true },
    ];
    const question = { type: 'inputs', title: '', fields } as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'x'),
        story.message('t1r1', '', { body: { type: 'card', raw: '{}', question } }),
        ...story.waiting('t1r1'),
      ],
    });
    const form = chat.page.getByRole('form');
    await form.getByRole('button', { name: 'Choose file… photo (image, required)' }).click();
    assert.deepEqual(await chat.posted('attachFiles'), [{ type: 'attachFiles', field: 'answer/t1r1/photo' }]);
    const place = { field: 'answer/t1r1/photo' };
    await report(
      chat,
      upload('u1', { ...place, state: 'uploading' }),
      upload('old', { field: 'answer/r0/photo' }),
    );
    await chat.button('Reply').click();
    await form.getByText('The file is still being uploaded.').waitFor();
    assert.deepEqual(await chat.posted('answerInterrupt'), []);
    await report(chat, upload('u1', place));
    await form.getByRole('textbox', { name: /^city/ }).fill('Rome');
    await chat.button('Reply').click();
    assert.deepEqual(await chat.posted('answerInterrupt'), [
      {
        type: 'answerInterrupt',
        turnId: 't1',
        text: '{"city":"Rome","photo":{"$upload":"u1"}}',
        hasUploads: true,
      },
    ]);
    await report(chat, upload('u1', { ...place, state: 'failed', problem: 'The service has deleted it.' }));
    await form.getByText('The service has deleted it.').waitFor();
    assert.equal(await form.getByRole('textbox', { name: /^city/ }).inputValue(), 'Rome');
  });
});
