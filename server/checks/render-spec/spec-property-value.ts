import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { type FormatOption, formatOption } from '../../formats/comp/vocabulary/format-options.ts';
import { placeIn, type RenderSpecText, type SpecEntry } from '../../formats/render-spec/read-render-spec.ts';
import { writeScalar } from '../../formats/yaml/write-scalar.ts';
import type { Fix } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A property that has a value which its option does not take. */
export const specPropertyValue: DocumentCheck<RenderSpecText> = {
  code: 'spec-property-value',
  title: 'A property of a render spec has a value that its option does not take.',
  defaultSeverity: 'warning',
  *run({ outputs }) {
    for (const output of outputs) {
      for (const entry of output.properties) {
        const found = faultOf(entry, formatOption(entry.name));
        if (found === undefined) continue;
        const value = entry.pair.value.kind === 'scalar' ? entry.pair.value.range : entry.pair.key.range;
        const fixes = entry.pair.value.kind === 'scalar' ? found.better.map((it) => fixOf(value, it)) : [];
        yield { message: `${entry.name}: ${found.message}`, range: placeIn(output, value), fixes };
      }
    }
  },
};

interface ValueFault {
  readonly message: string;
  readonly better: readonly (string | number)[];
}

function fixOf(range: Fix['edits'][number]['range'], value: string | number): Fix {
  return { title: `Write ${writeScalar(value)}`, edits: [{ range, newText: writeScalar(value) }] };
}

function faultOf({ value }: SpecEntry, option: FormatOption | undefined): ValueFault | undefined {
  // A value that is left empty, and a number without end, are told as what they are.
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return undefined;
  if (typeof value === 'string' && /^[-+]?(?:nan|inf(?:inity)?)$/i.test(value) && option?.kind !== 'text') {
    return { message: `"${value}" is a text, and no number that Fusion could take.`, better: [] };
  }
  if (option === undefined) return undefined;
  if (option.kind === 'text') return typeof value === 'string' ? undefined : noText(value, option);
  if (typeof value === 'boolean') {
    const isRight = option.kind === 'switch' && option.choices === undefined;
    return isRight ? undefined : { message: `expected a number, found ${value}.`, better: [Number(value)] };
  }
  return typeof value === 'number' ? wrongNumber(value, option) : wrongText(value, option);
}

function noText(value: number | boolean, { texts = [] }: FormatOption): ValueFault {
  const example = texts[0] === undefined ? '' : ` such as "${texts[0]}"`;
  return { message: `expected a text${example}, found ${value}.`, better: [] };
}

function wrongNumber(value: number, { kind, min, max, choices }: FormatOption): ValueFault | undefined {
  if (choices !== undefined && !choices.has(value)) {
    const all = [...choices].map(([number, name]) => `${number} ${name}`);
    return { message: `${value} means nothing; there are ${all.join(', ')}.`, better: [] };
  }
  if (kind === 'switch' && value !== 0 && value !== 1)
    return { message: `expected 1 or 0, found ${value}.`, better: [] };
  if (kind === 'whole number' && !Number.isInteger(value)) {
    return { message: `expected a whole number, found ${value}.`, better: [Math.round(value)] };
  }
  if (min !== undefined && value < min) return { message: `${value} is less than ${min}, the least.`, better: [min] };
  if (max !== undefined && value > max) return { message: `${value} is more than ${max}, the most.`, better: [max] };
  return undefined;
}

/** A number in quotes, or the name of a choice where its number belongs: `DWAA` for 8. */
function wrongText(value: string, { choices }: FormatOption): ValueFault {
  const byName = new Map([...(choices ?? [])].map(([number, name]) => [name.toLowerCase(), number]));
  const [nearest] = nearestNames(value.toLowerCase(), byName.keys());
  const number = byName.get(value.toLowerCase()) ?? byName.get(nearest ?? '');
  if (number !== undefined) {
    return { message: `expected a number; "${value}" is ${number}.`, better: [number] };
  }
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  return { message: `expected a number, found the text "${value}".`, better: isNumber ? [Number(value)] : [] };
}
