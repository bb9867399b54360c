import { stringify } from 'yaml';
import type { SaverSpec, SpecValue } from './from-saver.ts';
import type { OutputName } from './pick-saver.ts';

/** Where a final render goes where nothing else is said. */
const STANDARD_DESTINATION = 'project';

/** An output as a render spec writes it: a map of values, some of them maps. */
export type OutputEntries = readonly (readonly [key: string, value: SpecValue | ReadonlyMap<string, SpecValue>])[];

/**
 * What stands under `fusion.final` or `fusion.preview`, in the order of the keys. Only a final has a destination, which
 * no Saver knows: `destination` is the one that is kept.
 */
export function outputEntries(spec: SaverSpec, output: OutputName, destination = STANDARD_DESTINATION): OutputEntries {
  return [
    ...(output === 'final' ? [['export_dest', destination] as const] : []),
    ['format', spec.format],
    ['image_sequence', spec.imageSequence],
    ...(spec.properties.size > 0 ? [['properties', spec.properties] as const] : []),
    ...(spec.sourceNumbering === undefined ? [] : [['source_numbering', spec.sourceNumbering] as const]),
  ];
}

/** The lines of an output, those of its properties two blanks further in. */
export function outputLines(entries: OutputEntries): readonly string[] {
  return entries.flatMap(([key, value]) =>
    typeof value === 'object'
      ? [`${key}:`, ...Array.from(value, ([name, inner]) => `  ${writeValue(name)}: ${writeValue(inner)}`)]
      : [`${key}: ${writeValue(value)}`],
  );
}

/** The same on one line, between braces. */
export function outputInBraces(entries: OutputEntries): string {
  const pairs = entries.map(([key, value]) =>
    typeof value === 'object'
      ? `${key}: { ${Array.from(value, ([name, inner]) => `${writeBetweenBraces(name)}: ${writeBetweenBraces(inner)}`).join(', ')} }`
      : `${key}: ${writeBetweenBraces(value)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

/** The text of a new render spec with one output; what no spec can say stands above it. */
export function newRenderSpec(spec: SaverSpec, output: OutputName): string {
  const lines = outputLines(outputEntries(spec, output)).map((line) => `    ${line}`);
  const remarks = spec.notices.map((notice) => `# Left out: ${oneLine(notice)}`);
  return [...remarks, 'fusion:', `  ${output}:`, ...lines, ''].join('\n');
}

/** A value so that it reads the same in YAML 1.2 and in 1.1, which programs in Python read. */
function writeValue(value: SpecValue): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  // Line ends and the like are escaped, so that a value stays on its line.
  if (/\p{Cc}|[\u2028\u2029\uFEFF]/u.test(value) || value === '') return JSON.stringify(value);
  return stringify(value, { compat: 'yaml-1.1', lineWidth: 0 }).replace(/\n$/, '');
}

function writeBetweenBraces(value: SpecValue): string {
  return typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : writeValue(value);
}

/** YAML 1.1 takes a number with an exponent for a text where it has no point. */
function writeNumber(value: number): string {
  const text = String(value);
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
