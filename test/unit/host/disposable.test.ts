import assert from 'node:assert/strict';
import { DisposableBase } from '../../../src/host/disposable';

class Owner extends DisposableBase {
  own(name: string, log: string[]): { dispose(): void } {
    return this.register({ dispose: () => log.push(name) });
  }
}

describe('DisposableBase', () => {
  it('disposes of everything it has registered, in order and once', () => {
    const log: string[] = [];
    const owner = new Owner();
    const first = owner.own('first', log);
    owner.own('second', log);
    assert.equal(typeof first.dispose, 'function');
    owner.dispose();
    owner.dispose();
    assert.deepEqual(log, ['first', 'second']);
  });
});
