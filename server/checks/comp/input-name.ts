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

  concerns({ id, inputs }: ToolBody): boolean {
    const kind = knownKind(id);
    return kind !== undefined && inputs.some(({ name }) => !isKnown(name, kind));
  }

  run(tool: ToolBody, text: string): readonly Observation[] {
    const kind = knownKind(tool.id);
    if (kind === undefined) return [];
    return this.#among(
      tool.inputs.filter(({ name }) => !isKnown(name, kind)),
      tool,
      kind,
      text,
    );
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

/** The kind of a tool whose inputs are known. */
function knownKind(id: string): ToolKind | undefined {
  const kind = fusionRegistry.tool(id);
  return kind?.isThirdParty === false && kind.category !== 'group' ? kind : undefined;
}

function isKnown(input: string, kind: ToolKind): boolean {
  return kind.inputs.has(input) || fusionRegistry.hasInputName(input);
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
