import assert from 'node:assert/strict';
import {
  fillTemplate,
  mappedParameters,
  selectionVariables,
  unknownVariables,
  type SelectionValues,
} from '../../../src/shared/selectionMapping';

const values: SelectionValues = {
  selection: 'let a = "${path}";',
  path: 'src/a.ts',
  language: 'typescript',
  startLine: '12',
  endLine: '14',
  diagnostics: '12:5 error: no $& or $1',
  question: 'Why?',
};

describe('The mapping of a selection', () => {
  const templates: readonly (readonly [string, string])[] = [
    ['${question}\n${selection}', 'Why?\nlet a = "${path}";'],
    ['${path}:${startLine}-${endLine} (${language})', 'src/a.ts:12-14 (typescript)'],
    ['${diagnostics}', '12:5 error: no $& or $1'],
    ['${Path} ${ path } ${toString} ${} $path ${', '${Path} ${ path } ${toString} ${} $path ${'],
    ['$${path}', '$src/a.ts'],
    ['', ''],
  ];
  for (const [template, text] of templates) {
    it(`replaces the variables of ${JSON.stringify(template)} once`, () => {
      assert.equal(fillTemplate(template, values), text);
    });
  }

  it('does not replace what looks like a variable in any value', () => {
    const all = selectionVariables.map((name) => `\${${name}}`).join(' ');
    const nested = Object.fromEntries(
      selectionVariables.map((name) => [name, `${name}: ${all}`]),
    ) as SelectionValues;
    for (const name of selectionVariables)
      assert.equal(fillTemplate(`<\${${name}}>`, nested), `<${name}: ${all}>`);
  });

  it('finds the names that are no variables', () => {
    assert.deepEqual(unknownVariables('${file} ${path} ${} ${constructor} ${lines}'), [
      'file',
      '',
      'constructor',
      'lines',
    ]);
  });

  const numbers: readonly (readonly [string, string, unknown])[] = [
    ['the whole text is one variable and the input is a number', '${startLine}', 12],
    ['the text has more than the variable', '${startLine}.', '12.'],
    ['the text has two variables', '${startLine}${endLine}', '1214'],
    ['the value is no number', '${path}', 'src/a.ts'],
  ];
  for (const [title, template, value] of numbers) {
    it(`sends ${typeof value === 'number' ? 'a number' : 'a text'} if ${title}`, () => {
      assert.deepEqual(
        mappedParameters({ line: template }, values, () => true),
        { line: value },
      );
    });
  }

  it('sends a text if the number has more digits than a number keeps', () => {
    const mapped = mappedParameters(
      { line: '${startLine}' },
      { ...values, startLine: '9007199254740993' },
      () => true,
    );
    assert.deepEqual(mapped, { line: '9007199254740993' });
  });

  it('sends a text if the input is not a number, or is not known', () => {
    const parameters = mappedParameters(
      { line: '${startLine}', end: '${endLine}' },
      values,
      (name) => name === 'end',
    );
    assert.deepEqual(parameters, { line: '12', end: 14 });
  });

  it('takes any name of an input', () => {
    const parameters = JSON.parse('{"__proto__":"${path}","constructor":"${language}"}') as Record<
      string,
      string
    >;
    const mapped = mappedParameters(parameters, values, () => false);
    assert.equal(JSON.stringify(mapped), '{"__proto__":"src/a.ts","constructor":"typescript"}');
    assert.equal(JSON.stringify({ ...mapped }), JSON.stringify(mapped));
  });
});
