import assert from 'node:assert/strict';
import { csvRows, csvText } from '../../../src/usage/usageCsv';
import { usageTexts } from '../../../src/shared/text/usageTexts';

describe('A CSV file of the usage', () => {
  const cells: Readonly<Record<string, readonly [value: string | number, cell: string]>> = {
    'a plain text': ['Trips', 'Trips'],
    'a number': [-5, '-5'],
    Chinese: ['行程规划', '行程规划'],
    'a comma': ['a,b', '"a,b"'],
    quotes: ['say "hi"', '"say ""hi"""'],
    'a line break': ['a\nb', '"a\nb"'],
    'a semicolon, which separates cells in some countries': ['a;b', '"a;b"'],
    'a formula': ['=1+2', "'=1+2"],
    'a formula with a quote': ['=HYPERLINK("https://x")', `"'=HYPERLINK(""https://x"")"`],
    'a plus sign': ['+1', "'+1"],
    'a minus sign': ['-1', "'-1"],
    'an at sign': ['@SUM(A1)', "'@SUM(A1)"],
    'a formula after spaces': ['  =1', `'  =1`],
    'a formula after a line break': ['\n=1', `"'\n=1"`],
    'a formula after a tab': ['\t=1', `"'\t=1"`],
    'a full-width sign, which Excel reads like the half-width one': ['＝1', "'＝1"],
  };
  for (const [name, [value, cell]] of Object.entries(cells)) {
    it(`has ${name} as a text`, () => {
      assert.equal(csvText([[value]]), `\uFEFF${cell}\r\n`);
    });
  }

  it('has a head and a row for each day, profile and outcome', () => {
    const rows = csvRows(
      [
        {
          ...{ day: '2026-11-30', profile: 'https://api.coze.cn 7', name: '=cmd', outcome: 'completed' },
          ...{ usage: { input: 1, output: 2, unsplit: 3 }, runs: 4, calls: 5 },
        },
        {
          ...{ day: '2026-11-30', profile: 'demo', name: 'Demo\u202E', outcome: 'refused' },
          ...{ usage: { input: 0, output: 0, unsplit: 0 }, runs: 0, calls: 1 },
        },
      ],
      usageTexts.en,
    );
    assert.equal(
      csvText(rows),
      [
        '\uFEFFDay,Profile,Profile ID,Outcome,Demo,Runs,Calls,Tokens in,Tokens out,Tokens not split,Tokens',
        "2026-11-30,'=cmd,https://api.coze.cn 7,Completed,no,4,5,1,2,3,6",
        '2026-11-30,Demo,demo,Refused or not answered,yes,0,1,0,0,0,0',
        '',
      ].join('\r\n'),
    );
    assert.ok(csvText(csvRows([], usageTexts.zh)).startsWith('\uFEFF日期,配置,'));
  });
});
