import { writeFileSync } from 'node:fs';
import { fixtureNames, goldenPath, inOnePiece, playFixture } from './fixtureRun';
import { schemaFile, schemaText } from './testFileSchema';

/**
 * `npm run fixtures:accept`: writes the current results of the fixtures as their golden files, and the schema of test files
 * for editors. Review the difference; the tests never write golden files.
 */
async function accept(): Promise<void> {
  for (const name of fixtureNames()) {
    const conversation = await playFixture(name, inOnePiece);
    writeFileSync(goldenPath(name), `${JSON.stringify(conversation, undefined, 2)}\n`);
  }
  writeFileSync(schemaFile, schemaText());
}

void accept();
