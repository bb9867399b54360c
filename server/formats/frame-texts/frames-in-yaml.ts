import type { TextRange } from '../text/range.ts';
import { writeLike, writeScalar } from '../yaml/write-scalar.ts';
import type { YamlNode, YamlPath, YamlScalar } from '../yaml/yaml-node.ts';
import type { YamlText } from '../yaml/yaml-text.ts';
import { FRAME_KEYS, type FramePlace, FrameText, isOverLines, looksLikeFrames } from './frame-text.ts';

/** Whether the value at a path stands for frames whatever it looks like: the schema of the document says so, and its own
 * checks judge it. */
export type IsFrames = (path: YamlPath) => boolean;

/**
 * The frame texts of a YAML document, in its order: texts under the keys that are usual for them, and what `isFrames`
 * says. A single number under such a key may be anything, a count of frames among others, and is taken for frames only
 * where `isFrames` says so.
 */
export function framesInYaml({ text, root }: YamlText, isFrames: IsFrames = () => false): readonly FrameText[] {
  const found: FrameText[] = [];
  if (root !== undefined) collect(root, [], { text, isFrames, found, isFlow: false });
  return found.sort((a, b) => a.place.range.start - b.place.range.start);
}

interface Collecting {
  readonly text: string;
  readonly isFrames: IsFrames;
  readonly found: FrameText[];
  /** Between braces or brackets, where a comma ends a text without quotes. */
  readonly isFlow: boolean;
}

function collect(node: YamlNode, path: YamlPath, around: Collecting): void {
  if (node.kind !== 'list' && node.kind !== 'map') return;
  const work = node.isFlow && !around.isFlow ? { ...around, isFlow: true } : around;
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) collect(item, [...path, index], work);
    return;
  }
  for (const { name, value } of node.pairs) {
    if (name === undefined) continue;
    const inside = [...path, name];
    if (value.kind !== 'scalar') collect(value, inside, work);
    else if (value.style !== 'block') addScalar(name, value, inside, work);
  }
}

function addScalar(name: string, scalar: YamlScalar, path: YamlPath, work: Collecting): void {
  const { text, isFrames, found } = work;
  const isKnown = isFrames(path);
  if (!isKnown && !FRAME_KEYS.has(name)) return;
  const { value, range, style } = scalar;
  if (value === null && range.start === range.end) {
    const place = emptyPlace(text, range.start);
    if (place !== undefined)
      found.push(new FrameText({ range: place, whole: place, write: writer(scalar, work), isJudged: isKnown }, ''));
    return;
  }
  const isText = typeof value === 'string' ? isKnown || looksLikeFrames(value) : isKnown && typeof value === 'number';
  if (!isText) return;
  const written = text.slice(range.start, range.end);
  if (isOverLines(written)) return;
  const content = style === 'plain' ? range : withoutQuotes(range, written);
  const place = { range: content, whole: range, write: writer(scalar, work), isJudged: isKnown };
  found.push(new FrameText(place, typeof value === 'string' ? value : written));
}

/** The stretch between the quotes, of which the closing one may be missing. */
function withoutQuotes({ start, end }: TextRange, written: string): TextRange {
  const isClosed = written.length > 1 && written[0] === written.at(-1);
  return { start: start + 1, end: isClosed ? end - 1 : end };
}

/** How a text is written in place of a scalar: its quotes stay, and are set where readers take it for something else. */
function writer({ style, value }: YamlScalar, { isFlow }: Collecting): FramePlace['write'] {
  return (text) => {
    if (style !== 'plain') return writeLike(text, style);
    // A single number is a number, which is all the same only where one stood before.
    const isPlain = /^-?\d+$/.test(text) ? typeof value === 'number' : PLAIN.test(text);
    return isPlain && !(isFlow && text.includes(',')) ? text : writeScalar(text);
  };
}

/** What every reader of YAML, also one of YAML 1.1, takes for a text needs no quotes. */
const PLAIN = /^-?\d+(?:-\d+(?:x\d+)?)?(?:,-?\d+(?:-\d+(?:x\d+)?)?)*$/;

/** Where a value is written that is not there yet: after the blank that follows the colon. */
function emptyPlace(text: string, offset: number): TextRange | undefined {
  let at = offset;
  while (text[at] === ' ') at += 1;
  return text[at - 1] === ' ' ? { start: at, end: at } : undefined;
}
