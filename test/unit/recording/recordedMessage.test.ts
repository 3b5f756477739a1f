import assert from 'node:assert/strict';
import { redact } from '../../../src/coze/text/redact';
import { encodeChatRequest } from '../../../src/coze/wire/wireRequest';
import { lacksSecret, recordedInput, recordedMessage } from '../../../src/recording/recordedMessage';
import type { Recording } from '../../../src/recording/recording';
import type { MediaItem } from '../../../src/shared/conversation/content';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import type { AttachmentFormat } from '../../../src/shared/workflow';
import { workflowAt } from '../../support/wirePipeline';

const baseUrl = 'https://api.coze.cn';
const image: MediaItem = { kind: 'image', url: 'https://example.com/a.png' };
const upload: MediaItem = { kind: 'file', fileId: '7500000000000000005' };
const audio: MediaItem = { kind: 'audio', url: 'https://example.com/a.mp3' };

function sent(...bodies: readonly string[]): Recording {
  const { key, name, workflowId } = workflowAt(baseUrl);
  return {
    run: { runId: 'r', startedAt: 1, key, name, workflowId, origin: baseUrl, baseUrl },
    entries: bodies.map((body) => ({ type: 'request', offsetMs: 0, method: 'POST', url: baseUrl, body })),
  };
}

describe('What a recorded run has sent', () => {
  const earlierMessages = [
    { role: 'user' as const, text: 'Before' },
    { role: 'assistant' as const, text: 'Answer' },
  ];
  for (const attachmentFormat of [
    'object_string',
    'file_url',
  ] as const satisfies readonly AttachmentFormat[]) {
    for (const attachments of [[], [image], [image, upload, audio]]) {
      it(`is read as it was written: ${attachments.length} files as ${attachmentFormat}`, () => {
        const parameters = { n: 12345678901234567000, text: '12345678901234567890', list: [1.5, null] };
        const body = encodeChatRequest({
          workflow: workflowAt(baseUrl, { attachmentFormat }),
          messages: [...earlierMessages, { role: 'user', text: 'Look', attachments }],
          parameters,
        });
        const message = { text: 'Look', attachments, parameters };
        assert.deepEqual(recordedInput(sent('', body)), { message, earlierMessages });
      });
    }
  }

  it('lacks a token of its message, which the recording has left out', () => {
    const inputOf = (text: string) => {
      const body = encodeChatRequest({
        workflow: workflowAt(baseUrl),
        messages: [{ role: 'user', text, attachments: [] }],
      });
      return recordedInput(sent(redact(body, []))) ?? assert.fail();
    };
    assert.equal(lacksSecret(inputOf('Why is pat_Abcdefgh12345678 refused?')), true);
    assert.equal(lacksSecret(inputOf('Why is it refused?')), false);
  });

  it('is nothing without a request, or with one that cannot be read', () => {
    for (const bodies of [
      [],
      [''],
      ['{"additional_messages":"x"}'],
      ['{"additional_messages":[]}'],
      ['[]'],
    ]) {
      assert.equal(recordedInput(sent(...bodies)), undefined);
      assert.deepEqual(recordedMessage(sent(...bodies)), textMessage(''));
    }
  });
});
