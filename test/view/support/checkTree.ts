/** Findings in rendered trees. */
export interface Findings {
  nodes: number;
  /** Elements and attributes that are not on the list. */
  readonly offList: string[];
  /** Links other than https, and other attributes with a URL. */
  readonly badLinks: string[];
}

/** Read through the prototype: the fields of a form may shadow its methods. */
const { prototype } = Element;

const maxReported = 50;
const addresses = new Set([
  'action',
  'background',
  'cite',
  'data',
  'formaction',
  'poster',
  'src',
  'srcset',
  'xlink:href',
]);

/** Checks every node below an element. Shares no code with the product except the list of names. */
export function checkTree(
  root: Element,
  allowed: { readonly tags: ReadonlySet<string>; readonly attributes: ReadonlySet<string> },
  findings: Findings,
): void {
  for (const element of root.querySelectorAll('*')) {
    findings.nodes++;
    if (prototype.getAttribute.call(element, 'class') === 'md-block') continue;
    if (!allowed.tags.has(element.localName)) report(findings.offList, `<${element.localName}>`);
    for (const name of prototype.getAttributeNames.call(element)) {
      const value = prototype.getAttribute.call(element, name) ?? '';
      const isEvent = name.startsWith('on') || name === 'style' || name === 'id' || name === 'name';
      if (isEvent || !allowed.attributes.has(name))
        report(findings.offList, `${element.localName} ${name}=${value}`);
      const isLink = name === 'href' || addresses.has(name);
      if (isLink && !isHttps(element, value))
        report(findings.badLinks, `${element.localName} ${name}=${value}`);
    }
  }
}

function isHttps(element: Element, value: string): boolean {
  if (!(element instanceof HTMLAnchorElement)) return false;
  const { protocol, username, password } = element;
  return protocol === 'https:' && username === '' && password === '' && /^https:\/\//i.test(value);
}

function report(list: string[], what: string): void {
  if (list.length < maxReported) list.push(what.slice(0, 200));
}
