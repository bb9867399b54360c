import { setInputValue } from '../../formats/comp/edits.ts';
import type { ToolCheck } from '../check.ts';

/** The number of `float32` in the list of depths. */
const FLOAT32 = 4;

/** A Background that does not make pictures of 32 bits: what is merged onto it is cut down to its depth. */
export const backgroundDepth: ToolCheck = {
  code: 'background-depth',
  title: 'A Background is not 32 bit float.',
  defaultSeverity: 'off',
  ids: new Set(['Background']),
  *run(tool, text) {
    if (tool.table.close === -1 || tool.instanceOf !== undefined) return;
    const input = tool.inputs.findLast(({ name }) => name === 'Depth');
    if (input?.source !== undefined || input?.expression !== undefined) return;
    if (input?.value?.kind === 'number' && input.value.value === FLOAT32) return;
    const range = input?.value ?? tool.nameRange;
    yield {
      message: `The Background ${tool.name} is not 32 bit float.`,
      range: { start: range.start, end: range.end },
      fixes: [
        { title: 'Make it 32 bit float', edits: setInputValue(text, tool, 'Depth', `${FLOAT32}`), preferred: true },
      ],
    };
  },
};
