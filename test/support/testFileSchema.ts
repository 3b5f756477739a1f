import { testFileSchema } from '../../src/chatflowTests/testFile/schema';

/** The schema of test files that package.json contributes to editors. */
export const schemaFile = `${__dirname}/../../schemas/coze-test.schema.json`;

export function schemaText(): string {
  return `${JSON.stringify(testFileSchema, undefined, 2)}\n`;
}
