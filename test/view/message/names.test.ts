import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { authError, lostError, story, turn } from '../support/story';

describe('names and actions of messages', () => {
  const open = chatPages();

  it('names a tool without a name once', async () => {
    const tool = { id: 'm2', role: 'tool', body: { type: 'tool', tool: 'output' } } as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'a'),
        story.message('t1r1', '{}', tool),
        story.completed('t1r1'),
      ],
    });
    await chat.log.getByRole('article', { name: 'Tool', exact: true }).waitFor();
  });

  it('names the file of media, also from its URL', async () => {
    const items = [{ kind: 'image', url: 'https://example.com/maps/west%20lake.png' }] as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'a'),
        story.message('t1r1', '', { body: { type: 'media', items } }),
        story.completed('t1r1'),
      ],
    });
    await chat.log.getByText('west lake.png').waitFor();
    await chat.log.getByText('Image from example.com').waitFor();
  });

  it('shows the name of a file without marks of direction, which would show another ending', async () => {
    const items = [
      { kind: 'file', url: 'https://example.com/photo%E2%80%AEgnp.exe' },
      { kind: 'image', url: 'https://example.com/a.png', name: 'cat\u202egnp.exe\nnext' },
    ] as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'x'),
        story.message('t1r1', '', { body: { type: 'media', items } }),
        story.completed('t1r1'),
      ],
    });
    assert.deepEqual(await chat.log.locator('.media .name').allTextContents(), [
      'photognp.exe',
      'catgnp.exe next',
    ]);
  });

  it('mentions earlier turns only if there are any', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'a', 'One'), ...turn('t2', 'b', 'Two')],
    });
    const hints = await chat.log
      .getByRole('button', { name: 'Edit and send again' })
      .evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''));
    assert.equal(hints.length, 2);
    assert.doesNotMatch(hints[0]!, /before/);
    assert.match(hints[1]!, /before/);
  });

  for (const [name, ending] of [
    ['failed', story.failed('t1r1', authError)],
    ['broke off', story.cutOff('t1r1', lostError)],
  ] as const) {
    it(`offers one way to repeat a run that ${name}`, async () => {
      const chat = await open({ events: [story.started(), story.sent('t1', 'a'), ending] });
      assert.equal(
        await chat.log.getByRole('button', { name: /again/i }).and(chat.log.locator('.action')).count(),
        1,
      );
      assert.equal(await chat.button('Try again').count(), 1);
      assert.equal(await chat.button('Run again').count(), 0);
    });
  }
});
