import { baseOf } from '../../../formats/comp/folder-names.ts';
import type { Clip } from '../../../formats/comp/media.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { globalRange, renderRange } from '../../../formats/comp/ranges.ts';
import { framesRead, framesWritten } from '../../../project/expected-frames.ts';
import { type Span, sequenceNumber } from '../../../project/sequence.ts';

/** The numbers of the files that a Loader reads; where `StartFrame` does not say the first, the name does. */
export function framesOfLoader({ file, startFrame, trimIn, trimOut }: Clip): Span | undefined {
  const named = file && sequenceNumber(baseOf(file.name))?.number;
  return framesRead({ startFrame: startFrame !== undefined && startFrame >= 0 ? startFrame : named, trimIn, trimOut });
}

/** The numbers of the files that a Saver writes when the composition is rendered; absent where no range is set. */
export function framesOfSaver(comp: Comp, saver: Tool): Span | undefined {
  const isNumbered = (numberInput(saver, 'SetSequenceStart') ?? 0) !== 0;
  const sequenceStart = isNumbered ? (numberInput(saver, 'SequenceStartFrame') ?? 0) : undefined;
  return framesWritten({ render: renderRange(comp), global: globalRange(comp) }, sequenceStart);
}

function numberInput(tool: Tool, name: string): number | undefined {
  const value = tool.inputs.findLast((input) => input.name === name)?.value;
  return value?.kind === 'number' ? value.value : undefined;
}
