import assert from 'node:assert/strict';
import { ConnectionStatus } from '../../../../src/host/connection/connectionStatus';
import { parseConnectionMessage } from '../../../../src/shared/pages/connectionPage';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { refused, works } from '../../../support/connectionFacts';

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
    status.tokenChanged();
    assert.equal(status.reportOf(origin), undefined);
    assert.equal(status.lastFailure?.error.reason, 'offline');
  });

  describe('with a signed-in user', () => {
    const report = { ...works, token: { source: 'signedIn' as const } };
    const user = (key: string, account = 'Ada') => new Map([[origin, { key, account }]]);
    const signedIn = () => {
      const { status } = open();
      status.keepSignedIn(user('first'));
      status.keep(report);
      return status;
    };

    it('knows the account without a check', () => {
      const { status, changes } = open();
      status.keepSignedIn(user('first', 'A\u202Eda'));
      assert.equal(status.accountAt(origin), 'Ada');
      assert.equal(changes(), 1);
    });

    it('keeps the check when the tokens are refreshed', () => {
      const status = signedIn();
      status.tokenChanged();
      status.keepSignedIn(user('first'));
      assert.equal(status.reportOf(origin), report);
    });

    it('forgets the check when another user signs in', () => {
      const status = signedIn();
      status.keepSignedIn(user('second', 'Bob'));
      assert.equal(status.reportOf(origin), undefined);
      assert.equal(status.accountAt(origin), 'Bob');
    });

    it('forgets the check and the account when the user signs out', () => {
      const status = signedIn();
      status.keepSignedIn(new Map());
      assert.equal(status.reportOf(origin), undefined);
      assert.equal(status.accountAt(origin), '');
    });

    it('forgets the check when a user signs out whose sign-in was not known', () => {
      const { status } = open();
      status.keep(report);
      status.keepSignedIn(new Map());
      assert.equal(status.reportOf(origin), undefined);
    });

    it('keeps the check of a token that has replaced the sign-in', () => {
      const status = signedIn();
      status.keep(works);
      status.keepSignedIn(new Map());
      assert.equal(status.reportOf(origin), works);
    });
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
