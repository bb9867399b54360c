import type { TextEdit } from '../text/range.ts';
import { writeLike, writeScalar } from '../yaml/write-scalar.ts';
import type { YamlMap, YamlPair } from '../yaml/yaml-node.ts';
import type { YamlText } from '../yaml/yaml-text.ts';

/**
 * The edit that makes a farm the one that jobs go to by themselves: of the value of `farm`, else a line of its own, before
 * `farms` where that is there. Everything else stays as it is. None where it is so already; undefined where the text is
 * no configuration that can be added to.
 */
export function defaultFarmEdits({ text, root }: YamlText, farm: string): readonly TextEdit[] | undefined {
  if (root?.kind !== 'map') return undefined;
  const pair = root.pairs.findLast(({ name }) => name === 'farm');
  if (pair !== undefined) return valueEdits(text, pair, farm);
  const line = `farm: ${writeScalar(farm)}`;
  if (root.isFlow) {
    const start = root.range.start + 1;
    return [{ range: { start, end: start }, newText: ` ${line},` }];
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [first] = root.pairs;
  const start = first?.range.start ?? 0;
  const indent = /[ \t]*$/.exec(text.slice(lineStart(text, start), start))?.[0] ?? '';
  const at = placeOfLine(text, root);
  const begins = at === 0 || text[at - 1] === '\n' ? '' : eol;
  return [{ range: { start: at, end: at }, newText: `${begins}${indent}${line}${eol}` }];
}

function valueEdits(text: string, { key, value }: YamlPair, farm: string): readonly TextEdit[] | undefined {
  if (value.kind === 'scalar' && value.value === farm) return [];
  if (value.range.end > value.range.start) {
    const newText = value.kind === 'scalar' ? writeLike(farm, value.style) : writeScalar(farm);
    return [{ range: value.range, newText }];
  }
  const colon = text.indexOf(':', key.range.end);
  if (colon === -1) return undefined;
  return [{ range: { start: colon + 1, end: colon + 1 }, newText: ` ${writeScalar(farm)}` }];
}

/** Where a new line goes: before `farms` with the comments right above it, else after everything. */
function placeOfLine(text: string, { pairs, range }: YamlMap): number {
  const farms = pairs.find(({ name }) => name === 'farms');
  if (farms === undefined || farms === pairs[0]) {
    if (text[range.end - 1] === '\n') return range.end;
    const end = text.indexOf('\n', range.end);
    return end === -1 ? text.length : end + 1;
  }
  let at = lineStart(text, farms.range.start);
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ \t]*#/.test(text.slice(above, at))) break;
    at = above;
  }
  return at;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
