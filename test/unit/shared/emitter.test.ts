import assert from 'node:assert/strict';
import { Emitter } from '../../../src/shared/emitter';

describe('an emitter', () => {
  it('calls listeners in the order of subscription until they unsubscribe', () => {
    const heard: string[] = [];
    const emitter = new Emitter<number>();
    const first = emitter.event((value) => heard.push(`a${value}`));
    emitter.event((value) => heard.push(`b${value}`));
    emitter.fire(1);
    first.dispose();
    first.dispose();
    emitter.fire(2);
    emitter.dispose();
    emitter.fire(3);
    assert.deepEqual(heard, ['a1', 'b1', 'b2']);
  });

  it('calls the other listeners if one throws', () => {
    const errors: unknown[] = [];
    const heard: number[] = [];
    const emitter = new Emitter<number>((error) => errors.push(error));
    const broken = new Error('broken');
    emitter.event(() => {
      throw broken;
    });
    emitter.event((value) => heard.push(value));
    emitter.fire(1);
    assert.deepEqual([heard, errors], [[1], [broken]]);
  });

  it('reports the error of a listener as an unhandled rejection', async () => {
    const reported = new Promise<unknown>((resolve) => {
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      process.once('unhandledRejection', (error) => {
        for (const listener of others) process.on('unhandledRejection', listener);
        resolve(error);
      });
    });
    const emitter = new Emitter<number>();
    const broken = new Error('broken');
    emitter.event(() => {
      throw broken;
    });
    emitter.fire(1);
    assert.equal(await reported, broken);
  });

  it('allows subscribing and unsubscribing during a call', () => {
    const heard: string[] = [];
    const emitter = new Emitter<number>();
    const once = emitter.event(() => {
      heard.push('once');
      once.dispose();
      emitter.event(() => heard.push('late'));
    });
    emitter.event(() => heard.push('always'));
    emitter.fire(1);
    assert.deepEqual(heard, ['once', 'always']);
    emitter.fire(2);
    assert.deepEqual(heard, ['once', 'always', 'always', 'late']);
  });
});
