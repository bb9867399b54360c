import { setLocked } from '../../formats/comp/edits.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import { entryNamed } from '../../formats/comp/table-access.ts';
import { shiftRange, type TextRange } from '../../formats/text/range.ts';
import { detached } from '../../formats/text/text-chunk.ts';
import type { Observation } from '../check.ts';
import { changedStretch, type SaysSame } from './changed-stretch.ts';
import type { EditCheck, EditWatch } from './edit-check.ts';

/** The tools whose edits are watched. Locked Loaders are edited all the time, by updates and by relinking. */
const WATCHED = 'Saver';

/** A locked Saver as it was opened or last saved. */
interface Remembered {
  /** From its name to its closing brace. */
  readonly text: string;
  /** The very object by which the text of its lines is known, while these stand. */
  readonly lines: string | undefined;
  /** The names of the tools that feed it, as far as there were such. */
  readonly sources: ReadonlySet<string>;
}

/** Locked Savers, in Fusion and by the pipeline, are not to be changed by accident; a text editor lets everybody. */
export const lockedToolEdited: EditCheck = {
  code: 'locked-tool-edited',
  title: 'A locked Saver was changed in the editor and is not saved yet.',
  defaultSeverity: 'warning',
  watch: () => new LockedSavers(),
};

class LockedSavers implements EditWatch {
  readonly #lines = new PerTool<string>(
    (tool, text) => (tool.id === WATCHED && tool.locked ? [text] : []),
    (lines) => lines,
  );
  readonly #remembered = new Map<string, Remembered>();

  settle(comp: Comp): void {
    this.#remembered.clear();
    for (const tool of lockedIn(comp)) {
      const text = detached(textOf(comp, tool));
      this.#remembered.set(pathOf(tool), { text, lines: this.#linesOf(comp, tool), sources: sourcesOf(comp, tool) });
    }
  }

  *run(comp: Comp): Generator<Observation | undefined> {
    if (this.#remembered.size === 0) return;
    for (const tool of lockedIn(comp)) {
      yield this.#changeOf(comp, tool);
    }
  }

  #changeOf(comp: Comp, tool: Tool): Observation | undefined {
    const path = pathOf(tool);
    const was = this.#remembered.get(path);
    if (was === undefined) return undefined;
    const lines = this.#linesOf(comp, tool);
    if (lines !== undefined && lines === was.lines) return undefined;
    const text = textOf(comp, tool);
    if (text === was.text) {
      this.#remembered.set(path, { ...was, lines });
      return undefined;
    }
    return observe(comp, tool, was, text);
  }

  /** Of a tool with tools inside, its own lines are not all of it. */
  #linesOf(comp: Comp, tool: Tool): string | undefined {
    return tool.nested === undefined ? [...this.#lines.ofTool(comp, tool)][0] : undefined;
  }
}

function observe(comp: Comp, tool: Tool, { text, sources }: Remembered, now: string): Observation | undefined {
  const hasTool = (name: string) => comp.toolsByName.has(name);
  // A tool that feeds it has another name now.
  const isRenamed: SaysSame = (before, after) => {
    const [old, name] = [unquoted(before), unquoted(after)];
    return old !== undefined && name !== undefined && sources.has(old) && !hasTool(old) && hasTool(name);
  };
  const change = changedStretch(text, now, isRenamed);
  if (change === undefined) return undefined;
  const { start } = tool.entry;
  const move = (offset: number): number => start + offset;
  const locked = entryNamed(tool.table, 'Locked');
  const undo = { ...change.undo, range: shiftRange(change.undo.range, move) };
  return {
    message: `${tool.name} is locked, but was changed here. The change is not saved yet.`,
    range: shiftRange(change.range, move),
    ...(locked && { related: [{ message: `${tool.name} is locked here`, range: rangeOf(locked) }] }),
    fixes: [
      { title: 'Take the edit back', edits: [undo] },
      { title: `Unlock ${tool.name}`, edits: setLocked(comp, [tool], false) },
    ],
  };
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end };
}

function lockedIn(comp: Comp): readonly Tool[] {
  return (comp.toolsById.get(WATCHED) ?? []).filter(({ locked }) => locked);
}

function textOf(comp: Comp, tool: Tool): string {
  const { start, end } = tool.entry;
  return comp.slice(start, end);
}

function sourcesOf(comp: Comp, { inputs }: Tool): ReadonlySet<string> {
  return new Set(inputs.flatMap(({ source }) => (source && comp.toolsByName.has(source.name) ? [source.name] : [])));
}

/** What stands between quotes; undefined for other words. */
function unquoted(word: string): string | undefined {
  return /^"([^"\\]*)"$/.exec(word)?.[1];
}

/** The name of a tool after those of the groups around it. */
function pathOf(tool: Tool): string {
  const names = [tool.name];
  for (let { owner } = tool.scope; owner !== undefined; owner = owner.scope.owner) names.push(owner.name);
  return JSON.stringify(names);
}
