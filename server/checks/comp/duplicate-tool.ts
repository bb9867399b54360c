import type { Tool } from '../../formats/comp/model.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import type { CompCheck, Fix } from '../check.ts';

/** Two tools with one name in one scope: Fusion keeps only one of them. */
export const duplicateTool: CompCheck = {
  code: 'duplicate-tool',
  title: 'Two tools of one flow or group have the same name.',
  defaultSeverity: 'error',
  reads: 'wiring',
  *run(comp) {
    if (comp.toolsByName.size === comp.tools.length) return;
    const names = new FreeNames(comp.toolsByName.keys());
    for (const tool of comp.tools) {
      const first = tool.scope.byName.get(tool.name);
      if (first === undefined || first === tool) continue;
      const place = tool.scope.owner === undefined ? 'this flow' : tool.scope.owner.name;
      yield {
        message: `There are two tools named "${tool.name}" in ${place}; Fusion keeps only one of them.`,
        range: tool.nameRange,
        related: [{ message: `The first "${tool.name}"`, range: first.nameRange }],
        fixes: [rename(tool, names)],
      };
    }
  },
};

/** The name alone is changed: what names the tool goes on to mean the first one. */
function rename(tool: Tool, names: FreeNames): Fix {
  const name = names.after(tool.name);
  const isInQuotes = tool.entry.key?.kind === 'string';
  const newText = isInQuotes ? quote(name).slice(1, -1) : name;
  return { title: `Rename this tool to "${name}"`, edits: [{ range: tool.nameRange, newText }] };
}

/**
 * Names that no tool has, each given once. As Fusion does: the number at the end counts on (`Merge1` becomes `Merge2`),
 * and a name without one gets `_1`.
 */
class FreeNames {
  readonly #taken: Set<string>;
  /** By what stands before the number: where the last search ended, so that many tools of one name cost no more each. */
  readonly #last = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  after(name: string): string {
    const numbered = /^(.*?)(\d{1,9})$/.exec(name);
    const stem = numbered?.[1] ?? `${name}_`;
    let number = Math.max(this.#last.get(stem) ?? 0, Number(numbered?.[2] ?? 0)) + 1;
    while (this.#taken.has(`${stem}${number}`)) number += 1;
    this.#last.set(stem, number);
    const free = `${stem}${number}`;
    this.#taken.add(free);
    return free;
  }
}
