/** An element of a document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text in it, line ends as a reader of XML makes them. */
  readonly text: string;
}

/** Reads the XML that there is in job specifications: elements, attributes and references. Throws where it is none. */
export function parseXml(source: string): XmlElement {
  const text = source
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^<\?xml version="1\.0"\?>\n<!DOCTYPE spec PUBLIC "[^"<>]*" "[^"<>]*">\n/, '');
  let at = 0;
  const element = (): XmlElement => {
    const open = /^<(\w+)((?: [\w]+="[^"<]*")*)>/.exec(text.slice(at, at + 10_000));
    if (open === null) throw new Error(`no element at ${at}: ${text.slice(at, at + 40)}`);
    at += open[0].length;
    const [, name = '', attributes = ''] = open;
    const children: XmlElement[] = [];
    let inside = '';
    while (!text.startsWith('</', at)) {
      if (at >= text.length) throw new Error(`${name} does not end`);
      if (text[at] === '<') children.push(element());
      else {
        const next = text.indexOf('<', at);
        inside += unescaped(text.slice(at, next));
        at = next;
      }
    }
    if (!text.startsWith(`</${name}>`, at)) throw new Error(`${name} ends with something else`);
    at += name.length + 3;
    const said = [...attributes.matchAll(/ (\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      unescaped(value),
    ]);
    return { name, attributes: Object.fromEntries(said) as Record<string, string>, children, text: inside };
  };
  const root = element();
  if (text.slice(at).trim() !== '') throw new Error('more than one element');
  return root;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|(\w+));|&/g, (all, code: string | undefined, name: string | undefined) => {
    const found = code === undefined ? NAMED[name ?? ''] : String.fromCodePoint(Number(code));
    if (found === undefined) throw new Error(`no reference: ${all}`);
    return found;
  });
