import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import { formatOption, optionsOfFormat } from '../../formats/comp/vocabulary/format-options.ts';
import { canonicalFormat } from '../../formats/comp/vocabulary/media-formats.ts';
import {
  placeIn,
  type RenderSpecText,
  type SpecEntry,
  type SpecOutput,
} from '../../formats/render-spec/read-render-spec.ts';
import { writeScalar } from '../../formats/yaml/write-scalar.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A property that the Saver does not have, or not with this format. */
export const specProperty: DocumentCheck<RenderSpecText> = {
  code: 'spec-property',
  title: 'A property of a render spec is none of its format.',
  defaultSeverity: 'warning',
  *run({ outputs }) {
    for (const output of outputs) {
      const taken = new Set(output.properties.map(({ name }) => name));
      for (const entry of output.properties) yield observed(output, entry, fault(output, entry), taken);
    }
  },
};

/** What is wrong with the name of a property, and what it may be written as. */
interface NameFault {
  readonly message: string;
  readonly better: readonly string[];
  readonly isUnused?: boolean;
}

function fault({ format, formatId }: SpecOutput, { name }: SpecEntry): NameFault | undefined {
  const dot = name.indexOf('.');
  if (name === 'OutputFormat') {
    return { message: 'The format is what "format" says; OutputFormat here is set after it.', better: [] };
  }
  // The other inputs of a Saver may be set as well.
  if (fusionRegistry.tool('Saver')?.inputs.has(name) === true && formatOption(name) === undefined) return undefined;
  if (dot === -1) return noFormat(name, formatId);
  const prefix = name.slice(0, dot);
  const rest = name.slice(dot + 1);
  // Of a format that is not there, nothing can be said.
  if (formatId === undefined || !FILE_FORMATS.has(formatId)) return undefined;
  // What has the old name of the format before it is told, and mended, where the format is.
  if (prefix === formatId || prefix === format?.value) return unknownOption(`${formatId}.${rest}`, rest, formatId);
  const spelled = FILE_FORMATS.has(prefix) ? prefix : canonicalFormat(prefix);
  if (spelled !== formatId && FILE_FORMATS.has(spelled)) {
    return { message: `${name} has no effect: the format is ${formatId}.`, better: [], isUnused: true };
  }
  const [nearest] = nearestNames(prefix, [formatId]);
  if (spelled !== formatId && nearest === undefined && !formatId.startsWith(prefix)) {
    return { message: `${name} is an option of no format that is known; the format is ${formatId}.`, better: [] };
  }
  return { message: `${name} is no option of ${formatId}.`, better: [`${formatId}.${rest}`] };
}

/** Ramses takes a property by how it begins, so that `JpegFormat.Q` passes for one of a format `Jpeg`. */
function noFormat(name: string, formatId: string | undefined): NameFault {
  const without = formatId !== undefined && name.startsWith(formatId) ? name.slice(formatId.length) : name;
  const better = formatId === undefined || without === '' ? [] : [`${formatId}.${without}`];
  const known = better.filter((option) => formatOption(option) !== undefined);
  return { message: `"${name}" has no format before it: options are written Format.Option.`, better: known };
}

function unknownOption(name: string, rest: string, formatId: string): NameFault | undefined {
  if (rest === '') return { message: `An option is missing after "${name}".`, better: [] };
  if (formatOption(name) !== undefined) return undefined;
  const names = optionsOfFormat(formatId).map((option) => option.name);
  // Of the options of most formats not all are known: without a near one nothing is said.
  const better = nearestNames(
    rest,
    names.map((each) => each.slice(formatId.length + 1)),
  );
  return better.length === 0
    ? undefined
    : {
        message: `${formatId} is not known to have an option "${rest}".`,
        better: better.map((it) => `${formatId}.${it}`),
      };
}

function observed(
  output: SpecOutput,
  { pair, name }: SpecEntry,
  found: NameFault | undefined,
  taken: ReadonlySet<string>,
): Observation | undefined {
  if (found === undefined) return undefined;
  const { message, better, isUnused = false } = found;
  const [first] = better;
  const fixes = better
    .filter((option) => !taken.has(option))
    .map(
      (option): Fix => ({
        title: `Write ${option}`,
        edits: [{ range: pair.key.range, newText: writeScalar(option) }],
        preferred: option === first,
      }),
    );
  return {
    message: first === undefined || message.includes(first) ? message : `${message} Did you mean ${first}?`,
    range: placeIn(output, pair.key.range),
    fixes,
    ...(isUnused && name !== '' && { tag: 'unused' }),
  };
}
