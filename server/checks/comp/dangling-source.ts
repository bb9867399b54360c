import { removeEntry } from '../../formats/comp/edits.ts';
import type { Comp, Input, Scope, Tool, ToolReference } from '../../formats/comp/model.ts';
import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import type { CompCheck, Fix, Severity } from '../check.ts';

/** Names are compared for so many findings of a file; a file with more of them is broken in another way. */
const MOST_SUGGESTIONS = 50;

/** A place where one tool names another. */
interface Mention {
  readonly reference: ToolReference | undefined;
  readonly scope: Scope;
  /** The beginning of the message, up to the name. */
  readonly sentence: string;
  readonly severity: Severity;
  readonly disconnect?: () => Fix | undefined;
}

/** A tool is fed by one that does not exist. */
export const danglingSource: CompCheck = {
  code: 'dangling-source',
  title: 'An input, an output or an instance names a tool that does not exist.',
  defaultSeverity: 'error',
  *run(comp) {
    // Past the cut of a file that breaks off, the tool may well have existed.
    if (comp.cutOff) return;
    let found = 0;
    for (const { reference, scope, sentence, severity, disconnect } of mentions(comp)) {
      if (reference === undefined || reference.name === '') continue;
      if (resolveTool(comp, scope, reference.name) !== undefined) continue;
      found += 1;
      const nearest = found <= MOST_SUGGESTIONS ? nearestNames(reference.name, visibleNames(comp, scope)) : [];
      const hint = nearest[0] === undefined ? '' : ` Did you mean "${nearest[0]}"?`;
      const fixes: Fix[] = nearest.map((name, index) => renameTo(reference, name, index === 0));
      const removal = disconnect?.();
      if (removal !== undefined) fixes.push(removal);
      const message = `${sentence} "${reference.name}", but there is no tool of that name.${hint}`;
      yield { severity, message, range: reference.range, fixes };
    }
  },
};

function* mentions(comp: Comp): Generator<Mention> {
  // A setting is often a piece of a comp, whose other tools are there when it is pasted.
  const missing = comp.kind === 'composition' ? 'error' : 'information';
  for (const tool of comp.tools) {
    const scope = scopeInside(tool);
    for (const input of tool.inputs) {
      const sentence = `The input ${input.name} of ${tool.name} is connected to`;
      const disconnect = () => disconnection(comp, tool, input);
      yield { reference: input.source, scope, sentence, severity: missing, disconnect };
    }
    for (const { name, source } of tool.outputs) {
      const sentence = `The output ${name} of ${tool.name} comes from`;
      yield { reference: source, scope, sentence, severity: 'warning' };
    }
    const sentence = `${tool.name} is an instance of`;
    yield { reference: tool.instanceOf, scope: tool.scope, sentence, severity: missing };
  }
}

/** The names that mean something in a scope, the nearest scope first. */
function* visibleNames(comp: Comp, from: Scope): Generator<string> {
  const seen = new Set<string>();
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    for (const name of scope.byName.keys()) {
      if (seen.has(name)) continue;
      seen.add(name);
      yield name;
    }
  }
  for (const name of comp.toolsByName.keys()) {
    if (!seen.has(name)) yield name;
  }
}

function renameTo(reference: ToolReference, name: string, preferred: boolean): Fix {
  const newText = quote(name).slice(1, -1);
  return { title: `Change to "${name}"`, edits: [{ range: reference.range, newText }], preferred };
}

/** Takes an input away that holds nothing but the connection; one with a value or an expression is left to its owner. */
function disconnection(comp: Comp, tool: Tool, input: Input): Fix | undefined {
  if (input.constructorName !== 'Input' || input.value !== undefined || input.expression !== undefined)
    return undefined;
  const inputs = tableNamed(tool.table, 'Inputs');
  if (!inputs?.entries.includes(input.entry)) return undefined;
  return { title: `Disconnect ${input.name} of ${tool.name}`, edits: removeEntry(comp.text, inputs, input.entry) };
}
