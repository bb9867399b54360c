import type { InputKind, ValueKind } from '../../../formats/comp/registry/registry.ts';
import type { InsertText } from '../../answers/completion.ts';
import { quotedStop, stop } from './writing.ts';

/** The table of an input that another tool feeds, on lines of its own as Fusion writes it. */
export function connectionTable(tool: string, output: string): InsertText {
  return ['Input {\n\tSourceOp = ', ...quotedStop(tool), ',\n\tSource = ', ...quotedStop(output), ',\n}'];
}

/** What follows `SourceOp =` in an input that has no `Source` yet. */
export function connectionFields(tool: string, output: string): InsertText {
  return [...quotedStop(tool), ',\nSource = ', ...quotedStop(output)];
}

/** The table of an input with a value of the kind that it takes. */
export function valueTable(kind: InputKind | undefined): InsertText {
  const value = usualValue(kind);
  const isLong = value.some((part) => typeof part === 'string' && part.includes('\n'));
  if (!isLong) return ['Input { Value = ', ...value, ', }'];
  const indented = value.map((part) => (typeof part === 'string' ? part.replaceAll('\n', '\n\t') : part));
  return ['Input {\n\tValue = ', ...indented, ',\n}'];
}

/** True for an input that takes nothing but what another tool gives. */
export function isConnection(kind: InputKind | undefined): boolean {
  return kind?.connects === true && kind.kinds.length === 0;
}

/** A value as an input of this kind usually has it, with the part that users change open. */
export function usualValue(kind: InputKind | undefined): InsertText {
  const [first] = kind?.kinds ?? [];
  if (kind?.standard !== undefined) {
    const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(kind.standard)?.[1];
    return quoted === undefined ? [stop(kind.standard)] : ['"', stop(quoted), '"'];
  }
  if (first === 'FuID') return ['FuID { ', ...quotedStop(kind?.ids?.[0] ?? ''), ' }'];
  if (first === 'number' && kind?.choices !== undefined) return [stop(String([...kind.choices.keys()][0] ?? 0))];
  return VALUES[first ?? 'number'];
}

const VALUES: Readonly<Record<ValueKind, InsertText>> = {
  number: [stop('0')],
  boolean: [stop('true')],
  string: quotedStop(''),
  text: quotedStop(''),
  point: ['{ ', stop('0.5'), ', ', stop('0.5'), ' }'],
  FuID: ['FuID { ', ...quotedStop(''), ' }'],
  gradient: [
    'Gradient {\n\tColors = {\n\t\t[0] = { ',
    stop('0, 0, 0, 1'),
    ' },\n\t\t[1] = { ',
    stop('1, 1, 1, 1'),
    ' }\n\t}\n}',
  ],
  clip: ['Clip {\n\tFilename = ', ...quotedStop(''), ',\n\tFormatID = ', ...quotedStop('OpenEXRFormat'), '\n}'],
  curve: ['{ ', stop(''), ' }'],
  table: ['{ ', stop(''), ' }'],
};
