import assert from 'node:assert/strict';
import { readRows } from '../../../src/chatflowTests/testFile/read/readRows';

describe('A data file of tests', () => {
  it('keeps every digit of a long number in JSON Lines, as a text', () => {
    assert.deepEqual(
      readRows('ids.jsonl', '{"id":7281192623887548473,"ids":[9007199254740993],"n":5,"x":0.5}\r\n'),
      { rows: [{ id: '7281192623887548473', ids: ['9007199254740993'], n: 5, x: 0.5 }] },
    );
  });

  it('keeps every digit of a CSV file', () => {
    assert.deepEqual(readRows('ids.csv', '\uFEFFid,phone\r\n7281192623887548473,0571\r\n'), {
      rows: [{ id: '7281192623887548473', phone: '0571' }],
    });
  });
});
