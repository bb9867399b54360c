import { insertEntry, insertInputs, writeKey } from '../comp/edits.ts';
import { baseOf, extensionOf } from '../comp/folder-names.ts';
import type { Comp, Input, Tool } from '../comp/model.ts';
import type { ValueNode } from '../comp/nodes.ts';
import { quote } from '../comp/quoted-string.ts';
import { globalRange } from '../comp/ranges.ts';
import { fusionRegistry } from '../comp/registry/fusion-registry.ts';
import { renameFiles } from '../comp/rename-files.ts';
import { saverOutput } from '../comp/saver.ts';
import { entryNamed, stringOf, tableOf } from '../comp/table-access.ts';
import { FILE_FORMATS } from '../comp/vocabulary/file-formats.ts';
import { canonicalFormat, extensionOfFormat, formatOfExtension } from '../comp/vocabulary/media-formats.ts';
import type { TextEdit } from '../text/range.ts';
import type { SpecValue } from './from-saver.ts';
import type { OutputSpec } from './parse-render-spec.ts';

/** Fusion puts so many digits in front of the extension where a sequence's name has none. */
const STANDARD_WIDTH = 4;

/**
 * The edits that set a Saver as a render spec says: the format, in the clip too, the extension and the frame number of
 * its file, and the options that the spec names. What is set already stays as it is written, and so do options of other
 * formats. A Saver that is to number its files as the plate does is not touched in that: where the plate begins is said
 * by the shot, not by the spec.
 */
export function applySpec(comp: Comp, tool: Tool, spec: OutputSpec): readonly TextEdit[] {
  const format = spec.format === undefined ? undefined : canonicalFormat(spec.format);
  const wanted: [name: string, value: SpecValue][] = Object.entries(spec.properties);
  if (spec.source_numbering === false && tool.inputs.some(({ name }) => name === 'SetSequenceStart')) {
    wanted.push(['SetSequenceStart', 0]);
  }
  const inputs = new Map(tool.inputs.map((input) => [input.name, input]));
  if (format !== undefined && formatIn(inputs.get('OutputFormat')) !== format) wanted.unshift(['OutputFormat', format]);
  const edits: TextEdit[] = [];
  const missing: string[] = [];
  for (const [name, value] of wanted) {
    const input = inputs.get(name);
    if (input === undefined) missing.push(`${writeKey(name)} = Input { Value = ${writeValue(name, value)}, }`);
    else edits.push(...setInput(input, value));
  }
  edits.push(...insertInputs(comp.text, tool, missing, neighbourOf(tool, format)));
  if (format !== undefined) edits.push(...clipFormat(comp, tool, format), ...fileName(comp, tool, spec, format));
  return edits;
}

function formatIn(input: Input | undefined): string | undefined {
  if (input === undefined || isDriven(input)) return undefined;
  return stringOf(tableOf(input.value)?.entries[0]?.value);
}

/** The last option of the format, else the input that says the format or the clip: where new options go. */
function neighbourOf(tool: Tool, format: string | undefined): string | undefined {
  const names = tool.inputs.map(({ name }) => name);
  const options = format === undefined ? undefined : names.findLast((name) => name.startsWith(`${format}.`));
  return options ?? ['OutputFormat', 'Clip'].find((name) => names.includes(name));
}

/** An input whose value is not the one in the text: it is connected, or has an expression. */
function isDriven({ source, expression }: Input): boolean {
  return source !== undefined || expression !== undefined;
}

function setInput(input: Input, wanted: SpecValue): readonly TextEdit[] {
  const { name, entry, value } = input;
  const whole = entry.value;
  if (isDriven(input) || value === undefined) {
    if (whole === undefined)
      return [{ range: { start: entry.end, end: entry.end }, newText: ` ${writeInput(name, wanted)}` }];
    return [replacement(whole, writeInput(name, wanted))];
  }
  const inner = innerValue(value);
  if (inner === undefined || inner.kind === 'table') return [replacement(value, writeValue(name, wanted))];
  if (inner.kind === 'string') {
    if (typeof wanted !== 'string') return [replacement(value, writeValue(name, wanted))];
    return inner.value === wanted ? [] : [replacement(inner, quote(wanted))];
  }
  const number = numberIn(wanted);
  if (number === undefined) return [replacement(value, writeValue(name, wanted))];
  if (inner.kind === 'boolean') return inner.value === (number !== 0) ? [] : [replacement(inner, String(number !== 0))];
  return inner.value === number ? [] : [replacement(inner, String(number))];
}

/** The one value of `FuID { "x" }` and `Number { Value = 1 }`; any other value itself. */
function innerValue(value: ValueNode): ValueNode | undefined {
  if (value.kind !== 'table' || value.entries.length !== 1) return value;
  return value.constructorName === 'FuID' || value.constructorName === 'Number' ? value.entries[0]?.value : value;
}

/** Switches are 1 and 0 in a comp; absent for a text that is no number. */
function numberIn(value: SpecValue): number | undefined {
  const number = value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function writeInput(name: string, value: SpecValue): string {
  return `Input { Value = ${writeValue(name, value)}, }`;
}

/** A text is the id of a choice, unless the input is known to take texts. */
function writeValue(name: string, value: SpecValue): string {
  if (typeof value !== 'string') return String(Number(value));
  const kinds = fusionRegistry.tool('Saver')?.inputs.get(name)?.kinds ?? [];
  return kinds.includes('string') && !kinds.includes('FuID') ? quote(value) : `FuID { ${quote(value)} }`;
}

function clipFormat(comp: Comp, tool: Tool, format: string): readonly TextEdit[] {
  const { clip, file } = saverOutput(tool);
  if (clip === undefined) return [];
  const present = entryNamed(clip, 'FormatID');
  if (present?.value !== undefined) {
    return stringOf(present.value) === format ? [] : [replacement(present.value, quote(format))];
  }
  // Fusion writes the format into a clip with a file alone.
  const after = file === undefined || present !== undefined ? undefined : entryNamed(clip, 'Filename');
  return after === undefined ? [] : insertEntry(comp.text, clip, `FormatID = ${quote(format)}`, { after });
}

function fileName(comp: Comp, tool: Tool, spec: OutputSpec, format: string): readonly TextEdit[] {
  const { file } = saverOutput(tool);
  if (file === undefined) return [];
  const name = nameFor(file.name, format, spec.image_sequence, widthFor(comp));
  return name === file.name ? [] : renameFiles(comp, [{ file, name }]);
}

/** So many digits as the last frame of the comp has. */
function widthFor(comp: Comp): number {
  return Math.max(STANDARD_WIDTH, String(globalRange(comp)?.last ?? 0).length);
}

/**
 * The name of a file in another format: with its extension, and with digits for the frame before it where each frame
 * is a file, without them where it is a movie. Digits of a version (`_v001`) are none of a frame. The name of a folder
 * stays as it is, and so does one that ends with another extension of the format.
 */
export function nameFor(name: string, format: string, isSequence: boolean, width: number): string {
  const known = FILE_FORMATS.get(format);
  if (baseOf(name) === '' || baseOf(name) === extensionOf(name)) return name;
  const present = extensionOf(name);
  const presentFormat = formatOfExtension(present);
  const stem = presentFormat === undefined ? name : name.slice(0, name.length - present.length);
  const fits = presentFormat !== undefined && (known?.extensions.includes(present.toLowerCase()) ?? true);
  const extension = fits ? present : (extensionOfFormat(format) ?? (presentFormat === undefined ? '' : present));
  const wasMovie = FILE_FORMATS.get(presentFormat ?? '')?.isMovie === true;
  const digits = wasMovie ? undefined : frameDigits(stem);
  if (isSequence && digits === undefined) return `${stem}.${'0'.repeat(width)}${extension}`;
  // Fusion numbers the files of an image format by itself, whatever the spec says.
  if (!isSequence && known?.isMovie === true && digits !== undefined) {
    return `${stem.slice(0, stem.length - digits.length)}${extension}`;
  }
  return `${stem}${extension}`;
}

/** The digits for the frame at the end of a name, with the point or line before them; absent where there are none. */
function frameDigits(stem: string): string | undefined {
  const [digits] = /[._-]?\d+$/.exec(stem) ?? [];
  if (digits === undefined || baseOf(stem) === digits) return undefined;
  return /[._-]v\d+$/i.test(stem) ? undefined : digits;
}

function replacement({ start, end }: { readonly start: number; readonly end: number }, newText: string): TextEdit {
  return { range: { start, end }, newText };
}
