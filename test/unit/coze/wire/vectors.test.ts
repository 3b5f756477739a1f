import assert from 'node:assert/strict';
import { allCases } from '../../../wire/cases/allCases';
import { differences } from '../../../wire/judge';
import { runOfChunks } from '../../../wire/splits';
import { vectorBytes } from '../../../wire/wireCase';

describe('Every vector, in exact chunks', () => {
  for (const wireCase of allCases.filter(({ isVector }) => isVector)) {
    it(`${wireCase.id}: ${wireCase.title}`, async () => {
      const bytes = vectorBytes(wireCase);
      const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
      for (const chunks of [[bytes], single]) {
        assert.deepEqual(differences(await runOfChunks(chunks), wireCase.expect), []);
      }
    });
  }
});
