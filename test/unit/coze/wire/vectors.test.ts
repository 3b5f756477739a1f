import assert from 'node:assert/strict';
import { runs } from '../../../support/properties';
import { allCases } from '../../../wire/cases/allCases';
import { differences } from '../../../wire/judge';
import { runOfChunks } from '../../../wire/splits';
import { vectorBytes } from '../../../wire/wireCase';

/** Bytes in a chunk: one, which takes long, unless few runs are asked for. */
const size = runs(100) < 100 ? 31 : 1;

describe('Every vector, in exact chunks', () => {
  for (const wireCase of allCases.filter(({ isVector }) => isVector)) {
    it(`${wireCase.id}: ${wireCase.title}`, async () => {
      const bytes = vectorBytes(wireCase);
      const count = Math.ceil(bytes.length / size);
      const small = Array.from({ length: count }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      for (const chunks of [[bytes], small]) {
        assert.deepEqual(differences(await runOfChunks(chunks), wireCase.expect), []);
      }
    });
  }
});
