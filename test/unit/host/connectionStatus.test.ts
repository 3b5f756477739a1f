import assert from 'node:assert/strict';
import { ConnectionStatus } from '../../../src/host/connection/connectionStatus';
import { parseConnectionMessage } from '../../../src/shared/connectionPage';
import { errorInfo } from '../../../src/shared/errorInfo';
import { refused, works } from '../../support/connectionFacts';

const { origin } = works;

describe('ConnectionStatus', () => {
  const open = () => {
    const status = new ConnectionStatus(() => 7);
    let changes = 0;
    status.onDidChange(() => changes++);
    return { status, changes: () => changes };
  };

  it('keeps the last check of each service', () => {
    const { status, changes } = open();
    const other = { ...works, origin: 'https://api.coze.com' };
    for (const report of [refused, other, works]) status.keep(report);
    assert.equal(status.reportOf(origin), works);
    assert.equal(status.reportOf(other.origin), other);
    assert.equal(changes(), 3);
  });

  it('knows the account only of a service whose check has found it', () => {
    const { status } = open();
    assert.equal(status.accountAt(origin), '');
    status.keep(refused);
    assert.equal(status.accountAt(origin), '');
    status.keep(works);
    assert.equal(status.accountAt(origin), 'Alice');
    assert.equal(status.accountAt('https://api.coze.com'), '');
  });

  it('has account names without direction marks and line breaks', () => {
    const { status } = open();
    status.keep({ ...works, account: { known: { id: '1', name: ' A\u202El\ni\u200Bce\u2028 ' } } });
    assert.equal(status.accountAt(origin), 'Al ice');
  });

  it('forgets the checks when a token changes, not the last failure', () => {
    const { status } = open();
    status.keep(works);
    status.failed(errorInfo('offline'));
    status.forget();
    assert.equal(status.reportOf(origin), undefined);
    assert.equal(status.lastFailure?.error.reason, 'offline');
  });

  it('remembers the last failure with its time, except failures of the demo', () => {
    const { status, changes } = open();
    status.failed(errorInfo('serverError', { params: { host: 'demo.invalid' } }));
    assert.equal(status.lastFailure, undefined);
    assert.equal(changes(), 0);
    status.failed(errorInfo('offline'));
    status.failed(errorInfo('rateLimited'));
    assert.deepEqual(status.lastFailure, { at: 7, error: errorInfo('rateLimited') });
  });
});

describe('parseConnectionMessage', () => {
  it('reads the messages of the page and copies known fields only', () => {
    assert.deepEqual(parseConnectionMessage({ type: 'ready' }), { type: 'ready' });
    assert.deepEqual(parseConnectionMessage({ type: 'act', act: 'check', url: 'https://x.example' }), {
      type: 'act',
      act: 'check',
    });
  });

  for (const value of [
    undefined,
    null,
    'ready',
    {},
    { type: 'act' },
    { type: 'act', act: 'openAnything' },
    { type: 'act', act: ['check'] },
    { type: 'send', text: 'x' },
  ]) {
    it(`refuses ${JSON.stringify(value) ?? 'undefined'}`, () => {
      assert.equal(parseConnectionMessage(value), undefined);
    });
  }
});
