import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import { placeIn, type RenderSpecText, type SpecOutput } from '../../formats/render-spec/read-render-spec.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A movie that is to be a sequence, or files for each frame that are not. */
export const specImageSequence: DocumentCheck<RenderSpecText> = {
  code: 'spec-image-sequence',
  title: '`image_sequence` does not go with the format.',
  defaultSeverity: 'warning',
  *run({ yaml, outputs }) {
    for (const output of outputs) yield observe(output, yaml.text);
  },
};

function observe(output: SpecOutput, text: string): Observation | undefined {
  const { imageSequence, formatId = '', format } = output;
  const known = FILE_FORMATS.get(formatId);
  const value = imageSequence === undefined ? false : imageSequence.value;
  if (known === undefined || typeof value !== 'boolean' || value !== known.isMovie) return undefined;
  const message = known.isMovie
    ? `${formatId} writes one movie: image_sequence has to be false.`
    : `${formatId} writes a file for each frame: without image_sequence: true they get no folder of their own.`;
  const right = !known.isMovie;
  const node = imageSequence?.pair.value;
  if (node !== undefined) {
    const fixes: readonly Fix[] =
      node.kind === 'scalar'
        ? [{ title: `Write ${right}`, edits: [{ range: node.range, newText: String(right) }], preferred: true }]
        : [];
    return { message, range: placeIn(output, node.range), fixes };
  }
  const at = format?.pair.range ?? output.pair.key.range;
  return { message, range: placeIn(output, format?.pair.value.range ?? at), fixes: added(output, text) };
}

/** The key after the format, on a line of its own or between the same braces. */
function added({ format, map, pair }: SpecOutput, text: string): readonly Fix[] {
  if (format === undefined || !map.pairs.includes(format.pair)) return [];
  const { start, end } = format.pair.range;
  if (start < pair.range.start || format.pair.value.kind !== 'scalar') return [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /\r?\n|$/.exec(text.slice(end));
  const before = text.slice(lineStart, start);
  let edit: TextEdit;
  if (map.isFlow) edit = { range: { start: end, end }, newText: ', image_sequence: true' };
  else if (/^ *$/.test(before) && lineEnd !== null) {
    const at = end + lineEnd.index;
    const lineBreak = lineEnd[0] === '' ? '\n' : lineEnd[0];
    edit = { range: { start: at, end: at }, newText: `${lineBreak}${before}image_sequence: true` };
  } else return [];
  return [{ title: 'Add image_sequence: true', edits: [edit], preferred: true }];
}
