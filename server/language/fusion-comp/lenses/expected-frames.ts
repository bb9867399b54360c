import { baseOf } from '../../../formats/comp/folder-names.ts';
import type { LoaderClip } from '../../../formats/comp/loader.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { globalRange, renderRange } from '../../../formats/comp/ranges.ts';
import { type Numbering, numberedFrom, OWN_NUMBERS, type Span, sequenceNumber } from '../../../project/sequence.ts';

/** Fusion writes numbers like -2000000000 where a frame is not set. */
const UNSET = -1_000_000_000;

/**
 * The numbers of the files that a Loader reads: from `TrimIn` to `TrimOut`, counted from the first file of the
 * sequence, which `StartFrame` says, else the name. Absent where the clip does not say, as that of a still does not.
 */
export function framesOfLoader({ file, startFrame, trimIn, trimOut }: LoaderClip): Span | undefined {
  const named = file && sequenceNumber(baseOf(file.name))?.number;
  const first = startFrame !== undefined && startFrame >= 0 ? startFrame : named;
  if (first === undefined || trimIn === undefined || trimOut === undefined) return undefined;
  return trimOut > trimIn && trimIn >= 0 ? { first: first + trimIn, last: first + trimOut } : undefined;
}

/** The numbers of the files that a Saver writes when the composition is rendered; absent where no range is set. */
export function framesOfSaver(comp: Comp, saver: Tool): Span | undefined {
  const global = globalRange(comp);
  const render = renderRange(comp);
  const range = render !== undefined && render.first > UNSET && render.last > UNSET ? render : global;
  if (range === undefined || range.last < range.first || range.first <= UNSET) return undefined;
  const { offset } = numberingOf(saver, global?.first);
  return { first: Math.round(range.first) + offset, last: Math.round(range.last) + offset };
}

/** `SetSequenceStart = 1` numbers the files from `SequenceStartFrame` on. */
function numberingOf(saver: Tool, globalStart: number | undefined): Numbering {
  const isSet = numberInput(saver, 'SetSequenceStart') ?? 0;
  if (isSet === 0 || globalStart === undefined) return OWN_NUMBERS;
  return numberedFrom(numberInput(saver, 'SequenceStartFrame') ?? 0, globalStart);
}

function numberInput(tool: Tool, name: string): number | undefined {
  const value = tool.inputs.findLast((input) => input.name === name)?.value;
  return value?.kind === 'number' ? value.value : undefined;
}
