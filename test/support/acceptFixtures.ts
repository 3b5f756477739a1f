import { writeFileSync } from 'node:fs';
import { fixtureNames, goldenPath, inOnePiece, playFixture } from './fixtureRun';

/**
 * Writes what the fixtures give now as what they shall give: `npm run fixtures:accept`. For a person who has read the
 * difference; the tests never write a golden file themselves.
 */
async function accept(): Promise<void> {
  for (const name of fixtureNames()) {
    const conversation = await playFixture(name, inOnePiece);
    writeFileSync(goldenPath(name), `${JSON.stringify(conversation, undefined, 2)}\n`);
  }
}

void accept();
