import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { lineEnd } from '../comp/edits.ts';
import { applyEdits } from '../text/apply-edits.ts';
import type { TextEdit } from '../text/range.ts';
import type { Refusal, SaverSpec } from './from-saver.ts';
import type { OutputName } from './pick-saver.ts';
import { type OutputEntries, outputEntries, outputInBraces, outputLines } from './write-output.ts';

/** The edits that give a render spec an output. */
export interface PutOutput {
  readonly edits: readonly TextEdit[];
}

/**
 * Puts an output into the text of a render spec in the place of the one that is there; everything else, comments too,
 * stays as it is, and so does where finals go. Refused where the text has faults, or is written in a way that does not
 * let one section be exchanged.
 */
export function putOutput(text: string, spec: SaverSpec, output: OutputName): PutOutput | Refusal {
  const document = parse(text);
  const [fault] = document.errors;
  if (fault !== undefined) return { reason: 'The render spec has faults. Mend them first: see the Problems panel.' };
  const destination: unknown = document.hasIn(['fusion', output]) ? valueIn(document, output) : undefined;
  const entries = outputEntries(spec, output, destination === 'step' ? 'step' : undefined);
  const edit = editOf(text, document.contents, entries, output);
  if (edit === undefined) return { reason: cannotExchange(output) };
  const isRight = holds(applyEdits(text, [edit]), entries, output);
  return isRight ? { edits: [edit] } : { reason: cannotExchange(output) };
}

function parse(text: string) {
  return parseDocument(text, { prettyErrors: false, logLevel: 'error' });
}

function cannotExchange(output: OutputName): string {
  return `The render spec is written so that fusion.${output} cannot be exchanged alone. Change it by hand.`;
}

function valueIn(document: ReturnType<typeof parse>, output: OutputName): unknown {
  const section = document.getIn(['fusion', output]);
  return isMap(section) ? section.get('export_dest') : undefined;
}

/** Whether the output reads as it was to be written. */
function holds(text: string, entries: OutputEntries, output: OutputName): boolean {
  const document = parse(text);
  if (document.errors.length > 0) return false;
  const section = document.getIn(['fusion', output]);
  if (!isMap(section)) return false;
  const plain: unknown = section.toJS(document);
  return JSON.stringify(plain) === JSON.stringify(plainEntries(entries));
}

function plainEntries(entries: OutputEntries): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'object' ? Object.fromEntries(value) : value]),
  );
}

function editOf(text: string, root: Node | null, entries: OutputEntries, output: OutputName): TextEdit | undefined {
  const inBraces = outputInBraces(entries);
  const section = [`${output}:`, ...outputLines(entries).map((line) => `  ${line}`)];
  const whole = { key: 'fusion', lines: section, inBraces: `{ ${output}: ${inBraces} }` };
  if (root === null || (isScalar(root) && root.value === null)) return atEnd(text, whole);
  if (!isMap(root)) return undefined;
  const fusion = pairOf(root, 'fusion');
  if (fusion === undefined) return addTo(text, root, whole);
  const part = { key: output, lines: outputLines(entries), inBraces };
  if (!isMap(fusion.value) || fusion.value.items.length === 0) return replaceValue(text, root, fusion, whole);
  const present = pairOf(fusion.value, output);
  return present === undefined ? addTo(text, fusion.value, part) : replaceValue(text, fusion.value, present, part);
}

/** A key and what stands under it, on lines of its own and between braces. */
interface Section {
  readonly key: string;
  readonly lines: readonly string[];
  readonly inBraces: string;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** At the end of a text that says nothing: before `...`, where that is there. */
function atEnd(text: string, section: Section): TextEdit {
  const end = /^\.\.\.\s*$/m.exec(text)?.index ?? text.length;
  const lead = end === 0 || text[end - 1] === '\n' || text === '\uFEFF' ? '' : lineEnd(text);
  return insertion(end, `${lead}${asLines(text, section, '')}${lineEnd(text)}`);
}

function addTo(text: string, map: YAMLMap, section: Section): TextEdit | undefined {
  const [first] = map.items;
  const last = map.items.at(-1);
  if (map.flow === true) {
    const end = endOf(last);
    if (end === undefined)
      return map.range ? insertion(map.range[0] + 1, ` ${section.key}: ${section.inBraces} `) : undefined;
    const comma = /^\s*,/.exec(text.slice(end));
    if (comma !== null) return insertion(end + comma[0].length, ` ${section.key}: ${section.inBraces},`);
    return insertion(end, `, ${section.key}: ${section.inBraces}`);
  }
  const start = isNode(first?.key) ? first.key.range?.[0] : undefined;
  const end = map.range?.[1];
  if (start === undefined || end === undefined) return undefined;
  const lines = asLines(text, section, indentAt(text, start));
  if (text[end - 1] === '\n') return insertion(end, `${lines}${lineEnd(text)}`);
  return insertion(lineEndAfter(text, end), `${lineEnd(text)}${lines}`);
}

function replaceValue(text: string, map: YAMLMap, { key, value }: Pair, section: Section): TextEdit | undefined {
  if (!isNode(key) || !isNode(value) || !value.range) return undefined;
  const [start, end] = value.range;
  if (map.flow === true)
    return { range: { start, end }, newText: start === end ? ` ${section.inBraces}` : section.inBraces };
  const indent = indentAt(text, key.range?.[0] ?? 0);
  const isBlock = isCollection(value) && value.flow !== true;
  if (isBlock) {
    const inner = indentAt(text, start);
    return {
      range: { start, end: withoutLineEnds(text, start, end) },
      newText: join(text, section.lines, inner).trimStart(),
    };
  }
  const lines = `${lineEnd(text)}${join(text, section.lines, `${indent}  `)}`;
  if (start === end) return insertion(lineEndAfter(text, start), lines);
  if (!isAlias(value) && !isScalar(value) && !isCollection(value)) return undefined;
  let from = start;
  while (text[from - 1] === ' ') from -= 1;
  return { range: { start: from, end: withoutLineEnds(text, from, end) }, newText: lines };
}

function endOf(pair: Pair | undefined): number | undefined {
  if (pair === undefined) return undefined;
  const node = isNode(pair.value) ? pair.value : pair.key;
  return isNode(node) ? node.range?.[1] : undefined;
}

function asLines(text: string, { key, lines }: Section, indent: string): string {
  return `${indent}${key}:${lineEnd(text)}${join(text, lines, `${indent}  `)}`;
}

function join(text: string, lines: readonly string[], indent: string): string {
  return lines.map((line) => `${indent}${line}`).join(lineEnd(text));
}

/** Blanks up to the column of an offset. */
function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return ' '.repeat(text.slice(lineStart, offset).replace('\uFEFF', '').length);
}

function lineEndAfter(text: string, offset: number): number {
  return offset + (/[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

function withoutLineEnds(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}
