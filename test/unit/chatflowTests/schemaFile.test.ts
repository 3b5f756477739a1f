import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { schemaFile, schemaText } from '../../support/testFileSchema';

describe('The schema of test files for editors', () => {
  it('is the one that the runner validates by: `npm run fixtures:accept` writes it', () => {
    assert.equal(readFileSync(schemaFile, 'utf8'), schemaText());
  });

  it('refers only to its own definitions', () => {
    const text = schemaText();
    const { definitions } = JSON.parse(text) as { readonly definitions: Readonly<Record<string, unknown>> };
    for (const [, name = ''] of text.matchAll(/"\$ref": "#\/definitions\/(\w+)"/g))
      assert.ok(definitions[name], name);
  });
});
