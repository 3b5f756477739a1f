/** What the XSD of Jenkins (xunit-plugin, junit-10.xsd) allows: children and attributes of each element; `!` is required. */
const rules: Readonly<Record<string, { readonly children: string; readonly attributes: string }>> = {
  testsuites: { children: 'testsuite', attributes: 'name time tests failures errors' },
  testsuite: {
    children: 'testsuite properties testcase system-out system-err',
    attributes:
      'name! tests! failures! errors! group time skipped timestamp hostname id package file log url',
  },
  properties: { children: 'property', attributes: '' },
  property: { children: '', attributes: 'name! value!' },
  testcase: {
    children: 'skipped error failure rerunFailure rerunError flakyFailure flakyError system-out system-err',
    attributes: 'name! time classname group',
  },
  failure: { children: '', attributes: 'type message' },
  error: { children: '', attributes: 'type message' },
  skipped: { children: '', attributes: 'type message' },
  'system-out': { children: '', attributes: '' },
};
const surefireTime = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/;

/** What is wrong with a JUnit report: not well-formed, or against the XSD. */
export function junitMistakes(xml: string): readonly string[] {
  const mistakes: string[] = [];
  const open: string[] = [];
  if (/[^\P{Cc}\n\t]|[\ufffe\uffff]/u.test(xml)) mistakes.push('a character is not allowed');
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const token = /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const [whole, closing, name = '', attributes = '', isEmpty, text] of body.matchAll(token)) {
    end += whole.length;
    const bare = (text ?? attributes).replace(/&(?:amp|lt|gt|quot|#39);/g, '');
    if (bare.includes('&')) mistakes.push(`& is not escaped: ${whole.slice(0, 80)}`);
    if (text !== undefined) continue;
    if (closing === '/') {
      if (open.pop() !== name) mistakes.push(`</${name}> closes another element`);
      continue;
    }
    const rule = rules[name];
    const parent = open.at(-1);
    if (!rule || (parent !== undefined && !rules[parent]?.children.split(' ').includes(name))) {
      mistakes.push(`${name} is not allowed in ${parent ?? 'the document'}`);
    }
    const given = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)];
    const allowed = rule?.attributes.split(' ').map((one) => one.replace('!', '')) ?? [];
    for (const [, attribute = '', value = ''] of given) {
      if (!allowed.includes(attribute)) mistakes.push(`${attribute} is not allowed in ${name}`);
      if (/[\n\t]/.test(value)) mistakes.push(`${attribute} has a line break`);
      if (attribute === 'time' && name !== 'testcase' && !surefireTime.test(value))
        mistakes.push(`time ${value}`);
    }
    for (const needed of rule?.attributes.split(' ').filter((one) => one.endsWith('!')) ?? []) {
      if (!given.some(([, attribute]) => `${attribute ?? ''}!` === needed))
        mistakes.push(`${name} lacks ${needed}`);
    }
    if (isEmpty !== '/') open.push(name);
  }
  if (end !== body.length) mistakes.push(`not well-formed at ${body.slice(end, end + 80)}`);
  if (open.length > 0) mistakes.push(`${open.join(', ')} is not closed`);
  return mistakes;
}
