import type { Comp, Tool, ToolBody } from '../../formats/comp/model.ts';
import type { PerTool } from '../../formats/comp/per-tool.ts';
import { isEnabled, isSaver, saverOutput } from '../../formats/comp/saver.ts';
import { type Move, shiftRange, type TextRange } from '../../formats/text/range.ts';
import type { CompKind, Severity } from '../check.ts';

export { extensionOf } from '../../formats/comp/folder-names.ts';

/** The registry ids that a check of Savers looks at. */
export const SAVER_IDS: ReadonlySet<string> = new Set(['Saver']);

/** What the text of a Saver says of the file that it writes. */
export interface SaverFacts {
  /** Absent where the Saver has no file name, or an empty one; the range is that of the name without its quotes. */
  readonly file: { readonly name: string; readonly range: TextRange } | undefined;
}

/** A Saver and what it writes. */
export interface SaverInComp extends SaverFacts {
  readonly tool: Tool;
  /** Neither it nor a group around it is passed through. */
  readonly isEnabled: boolean;
}

/** The facts of a tool if it is a Saver that writes files, and nothing otherwise. */
export function* readSaver(tool: ToolBody): Generator<SaverFacts> {
  if (!isSaver(tool)) return;
  const { file } = saverOutput(tool);
  yield { file: file && { name: file.name, range: file.range } };
}

/** Takes the facts to where the tool stands. */
export function shiftSaver({ file }: SaverFacts, move: Move): SaverFacts {
  if (file === undefined) return { file };
  return { file: { name: file.name, range: shiftRange(file.range, move) } };
}

/** The Savers of a comp that write files. */
export function saversIn(comp: Comp, facts: PerTool<SaverFacts>): readonly SaverInComp[] {
  const savers: SaverInComp[] = [];
  for (const tool of comp.toolsById.get('Saver') ?? []) {
    for (const { file } of facts.ofTool(comp, tool)) savers.push({ tool, file, isEnabled: isEnabled(tool) });
  }
  return savers;
}

/**
 * How much a fault of a tool matters: one that is switched off harms no render until somebody switches it on, and in a
 * setting, which is a template, much is filled in by whoever uses it.
 */
export function severityFor(tool: ToolBody, kind: CompKind, inUse: Severity): Severity {
  return tool.passThrough || kind === 'setting' ? 'information' : inUse;
}

/** The last part of a file name with either kind of slash; path maps end with a colon (`Comp:`). */
export function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'), file.lastIndexOf(':')) + 1);
}
