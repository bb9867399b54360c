/** A frame number with at least `width` digits, as printf's `%04d` writes it: the minus counts as one of the places. */
export function paddedFrame(frame: number, width: number): string {
  return frame < 0 ? `-${String(-frame).padStart(width - 1, '0')}` : String(frame).padStart(width, '0');
}

/** Where the frame number stands in a name, in UTF-16 code units, and its least number of digits; 1 where it is not padded. */
export interface PaddingToken {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** How a program writes the place of the frame number in the names of a sequence. */
export interface PaddingStyle {
  /** The name for programs: `nuke`. */
  readonly name: string;
  /** The program's name for people. */
  readonly title: string;
  /** The tokens; more than one spelling where the program reads more. */
  readonly tokens: RegExp;
  /** The digits that a token asks for; undefined for a match that is no token. */
  widthOf(token: string): number | undefined;
  /** The token for so many digits. */
  print(width: number): string;
  /** True where `%` is written `%%` in a name. */
  readonly doublesPercent?: boolean;
}

const digitsIn = (token: string): number => Math.max(1, Number(/\d+/.exec(token)?.[0] ?? 1));
const hashes = (width: number): string => '#'.repeat(width);

/** What fileseq reads in one go: `#` is four digits, `@` is one. */
function fileseqWidth(token: string): number | undefined {
  if (/^[%$]/.test(token)) return token === '%%' ? undefined : digitsIn(token);
  return [...token].reduce((width, mark) => width + (mark === '#' ? 4 : 1), 0);
}

/** Every style, one entry each. `#` is one digit for Nuke, Blender and Katana, and four for fileseq. */
export const PADDING_STYLES: readonly PaddingStyle[] = [
  {
    name: 'printf',
    title: 'printf',
    tokens: /%%|%(?:0\d+)?d/g,
    widthOf: (token) => (token === '%%' ? undefined : digitsIn(token)),
    print: (width) => (width === 1 ? '%d' : `%0${width}d`),
    doublesPercent: true,
  },
  {
    name: 'fusion',
    title: 'Fusion',
    tokens: /\d+(?=(?:\.[^.\\/]*)?$)/g,
    widthOf: (token) => token.length,
    print: (width) => '0'.repeat(width),
  },
  {
    name: 'fileseq',
    title: 'fileseq',
    tokens: /[#@]+|%(?:0\d+)?d|\$F\d*/g,
    widthOf: fileseqWidth,
    print: (width) => (width % 4 === 0 ? '#'.repeat(width / 4) : '@'.repeat(width)),
  },
  {
    name: 'nuke',
    title: 'Nuke',
    tokens: /#+|%(?:0\d+)?d/g,
    widthOf: (token) => (token.startsWith('#') ? token.length : digitsIn(token)),
    print: hashes,
  },
  { name: 'blender', title: 'Blender', tokens: /#+/g, widthOf: (token) => token.length, print: hashes },
  { name: 'katana', title: 'Katana', tokens: /#+/g, widthOf: (token) => token.length, print: hashes },
  {
    name: 'houdini',
    title: 'Houdini',
    tokens: /\$F\d*/g,
    widthOf: digitsIn,
    print: (width) => (width === 1 ? '$F' : `$F${width}`),
  },
];

/** The style of a name; undefined where there is none. */
export function paddingStyle(name: string): PaddingStyle | undefined {
  return PADDING_STYLES.find((style) => style.name === name);
}

/** The frame token of a name or path: the last one in it, since folders may have some too. */
export function findPadding(name: string, style: PaddingStyle): PaddingToken | undefined {
  let last: PaddingToken | undefined;
  for (const { 0: token, index } of name.matchAll(style.tokens)) {
    const width = style.widthOf(token);
    if (width !== undefined) last = { start: index, end: index + token.length, width };
  }
  return last;
}

/** The name of a frame's file; undefined where the name has no frame token. */
export function frameName(name: string, frame: number, style: PaddingStyle): string | undefined {
  return withToken(name, style, undefined, (width) => paddedFrame(frame, width));
}

/** The name as another program writes it; undefined where it has no frame token. */
export function convertPadding(name: string, from: PaddingStyle, to: PaddingStyle): string | undefined {
  return withToken(name, from, to, to.print);
}

function withToken(
  name: string,
  from: PaddingStyle,
  to: PaddingStyle | undefined,
  replace: (width: number) => string,
): string | undefined {
  const token = findPadding(name, from);
  if (token === undefined) return undefined;
  const plain = (text: string) => (from.doublesPercent === true ? text.replaceAll('%%', '%') : text);
  const kept = (text: string) => (to?.doublesPercent === true ? plain(text).replaceAll('%', '%%') : plain(text));
  return `${kept(name.slice(0, token.start))}${replace(token.width)}${kept(name.slice(token.end))}`;
}
