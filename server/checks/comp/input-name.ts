import { writeKey } from '../../formats/comp/edits.ts';
import type { Input, ToolBody } from '../../formats/comp/model.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import type { ToolKind } from '../../formats/comp/registry/registry.ts';
import type { Observation, ToolCheck } from '../check.ts';
import { userControls } from './controls.ts';
import { Spelling } from './spelling.ts';

/** An input that its kind of tool is not known to have, close to one that it has: Fusion passes over such an input. */
class InputNames implements ToolCheck {
  readonly code = 'input-name';
  readonly title = 'The name of an input is misspelt.';
  readonly defaultSeverity = 'information';
  readonly #spellings = new Map<ToolKind, Spelling>();

  run(tool: ToolBody, text: string): readonly Observation[] {
    const kind = fusionRegistry.tool(tool.id);
    if (kind === undefined || kind.isThirdParty || kind.category === 'group') return [];
    const unknown = tool.inputs.filter(({ name }) => !kind.inputs.has(name) && !fusionRegistry.hasInputName(name));
    return unknown.length === 0 ? [] : this.#among(unknown, tool, kind, text);
  }

  #among(unknown: readonly Input[], tool: ToolBody, kind: ToolKind, text: string): readonly Observation[] {
    return unknown.flatMap((input) => {
      const meant = this.#meant(input.name, kind);
      if (meant === undefined || tool.inputs.some(({ name }) => name === meant)) return [];
      return userControls(tool).some(({ name }) => name === input.name) ? [] : [observe(input, meant, kind, text)];
    });
  }

  #meant(name: string, kind: ToolKind): string | undefined {
    let spelling = this.#spellings.get(kind);
    if (spelling === undefined) {
      spelling = new Spelling(() => kind.inputs.keys());
      this.#spellings.set(kind, spelling);
    }
    return spelling.meant(name);
  }
}

/** The check of the names of inputs. */
export const inputName: ToolCheck = new InputNames();

function observe({ name, nameRange }: Input, meant: string, kind: ToolKind, text: string): Observation {
  const range = { start: nameRange.start, end: nameRange.end };
  const isQuoted = /["']/.test(text.charAt(range.start - 1));
  return {
    message: `${kind.name} has no input "${name}" that is known. Did you mean ${meant}?`,
    range,
    fixes: [{ title: `Change to ${meant}`, edits: [{ range, newText: isQuoted ? meant : writeKey(meant) }] }],
  };
}
