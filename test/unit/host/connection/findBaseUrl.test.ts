import assert from 'node:assert/strict';
import { findBaseUrl } from '../../../../src/host/connection/findBaseUrl';

const text = `{
  // "baseUrl": of all
  "coze.baseUrl": "https://own.example",
  "coze.workflows": [
    { "name": "A", "workflowId": "1", "baseUrl" : "https://own.example" },
    { "baseUrl":"https://other.example/", "name": "https://own.example", "workflowId": "2" },
    { "name": "C", "workflowId": "3", "baseUrl": "https://own.example" }
  ]
}`;

describe('findBaseUrl', () => {
  const found = (id: string, url: string): readonly [string, number] | undefined => {
    const place = findBaseUrl(text, id, url);
    return place && [text.slice(place.start, place.end), text.slice(0, place.start).split('\n').length];
  };

  it('returns the range of the value in the entry of the workflow', () => {
    assert.deepEqual(found('1', 'https://own.example'), ['https://own.example', 5]);
    assert.deepEqual(found('2', 'https://other.example/'), ['https://other.example/', 6]);
    assert.deepEqual(found('3', 'https://own.example'), ['https://own.example', 7]);
  });

  it('returns undefined if the file has no such entry', () => {
    assert.equal(found('4', 'https://own.example'), undefined);
    assert.equal(found('1', 'https://none.example'), undefined);
    assert.equal(findBaseUrl('', '1', 'https://own.example'), undefined);
  });
});
