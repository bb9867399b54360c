import type { Comp, Tool } from '../comp/model.ts';
import { isSaver } from '../comp/saver.ts';
import { toolAt } from '../comp/tool-at.ts';

/** The two outputs that a render spec describes. */
export type OutputName = 'final' | 'preview';

/** The names that Ramses gives the Savers of the two outputs. */
const PIPELINE_SAVERS: ReadonlyMap<string, OutputName> = new Map([
  ['_FINAL', 'final'],
  ['_PREVIEW', 'preview'],
]);

/** The Savers of a comp that write files, in document order. */
export function saversOf(comp: Comp): readonly Tool[] {
  return (comp.toolsById.get('Saver') ?? []).filter(isSaver);
}

/** The output that a Saver stands for by its name; absent for any other name. */
export function outputOf(name: string, finalSaver: string | undefined = undefined): OutputName | undefined {
  return name === finalSaver ? 'final' : PIPELINE_SAVERS.get(name);
}

/**
 * The Saver that is meant: the one around `offset`, else the only one that has the name of an output, else the only one
 * of all; absent where the user has to say. `finalSaver` is the name that the step gives to the Saver of its finals.
 */
export function pickSaver(comp: Comp, offset?: number, finalSaver?: string): Tool | undefined {
  const around = offset === undefined ? undefined : saverAround(comp, offset);
  if (around !== undefined) return around;
  const savers = saversOf(comp);
  return onlyOf(savers.filter(({ name }) => outputOf(name, finalSaver) !== undefined)) ?? onlyOf(savers);
}

function saverAround(comp: Comp, offset: number): Tool | undefined {
  for (let tool = toolAt(comp, offset); tool !== undefined; tool = tool.scope.owner) {
    if (isSaver(tool)) return tool;
  }
  return undefined;
}

function onlyOf(tools: readonly Tool[]): Tool | undefined {
  return tools.length === 1 ? tools[0] : undefined;
}
