import { filesOfTool } from '../../../formats/comp/file-names.ts';
import { mapOf } from '../../../formats/comp/folder-names.ts';
import { isLoader, loaderClips } from '../../../formats/comp/loader.ts';
import type { ToolBody } from '../../../formats/comp/model.ts';
import type { TableNode } from '../../../formats/comp/nodes.ts';
import type { Registry } from '../../../formats/comp/registry/registry.ts';
import { tableNamed, valueNamed } from '../../../formats/comp/table-access.ts';
import type { InlayHint } from '../../answers/inlay-hints.ts';
import { frameCount } from './frame-count.ts';

/** What is to be said at a place in a tool: a hint, or the name of a file of which only the comp knows the folder. */
export type ToolHint = InlayHint | { readonly at: number; readonly topic: 'paths'; readonly name: string };

/** What hints need of the registry. */
export type InputChoices = Pick<Registry, 'tool'>;

/** The hints in one tool. */
export function* hintsOfTool(tool: ToolBody, registry: InputChoices): Generator<ToolHint> {
  if (isLoader(tool)) for (const { table } of loaderClips(tool)) yield* clipHints(table);
  for (const { name, node } of filesOfTool(tool)) {
    if (mapOf(name) !== undefined) yield { at: node.end, topic: 'paths', name };
  }
  yield* choiceHints(tool, registry);
  yield* keyFrameHints(tool);
}

function* clipHints(clip: TableNode): Generator<InlayHint> {
  const end = valueNamed(clip, 'GlobalEnd');
  const start = valueNamed(clip, 'GlobalStart');
  // Stills say that they have one frame, and comps can have hundreds of them.
  if (start?.kind !== 'number' || end?.kind !== 'number' || start.value === end.value) return;
  const label = frameCount(start.value, end.value);
  if (label !== undefined) {
    yield { at: end.end, topic: 'frames', label, tooltip: `The clip lasts from frame ${start.value} to ${end.value}.` };
  }
}

/** `Compression = 8`: what the number means, as the registry knows it. */
function* choiceHints(tool: ToolBody, registry: InputChoices): Generator<InlayHint> {
  const inputs = registry.tool(tool.id)?.inputs;
  if (inputs === undefined) return;
  for (const { name, value } of tool.inputs) {
    const choices = inputs.get(name)?.choices;
    if (choices === undefined || value?.kind !== 'number') continue;
    const label = choices.get(value.value);
    if (label === undefined) continue;
    const tooltip = [...choices].map(([number, choice]) => `${number} ${choice}`).join('\n');
    yield { at: value.end, topic: 'choices', label, tooltip };
  }
}

function* keyFrameHints(tool: ToolBody): Generator<InlayHint> {
  const table = tableNamed(tool.table, 'KeyFrames');
  const times = (table?.entries ?? []).flatMap(({ key }) => (key?.kind === 'number' ? [Number(key.name)] : []));
  if (table === undefined || times.length === 0) return;
  const [first, last] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const label = times.length === 1 ? `1 key at ${first}` : `${times.length} keys, ${first} to ${last}`;
  yield { at: table.open + 1, topic: 'keyFrames', label, tooltip: 'The key frames in this table, and their times.' };
}
