import type { Scope, Tool } from '../model.ts';
import type { Entry } from '../read/entry.ts';
import { isNamed } from '../read/entry-text.ts';
import type { Names } from '../read/names.ts';
import { toolFacts } from '../read/tool-facts.ts';
import type { Skeleton } from '../skim/skeleton.ts';
import { CompTool } from './comp-tool.ts';

/** A scope that tools can be put into. */
class FlowScope implements Scope {
  readonly owner: Tool | undefined;
  readonly parent: Scope | undefined;
  readonly tools: CompTool[] = [];
  readonly byName = new Map<string, CompTool>();

  constructor(owner: Tool | undefined, parent: Scope | undefined) {
    this.owner = owner;
    this.parent = parent;
  }

  add(tool: CompTool): void {
    this.tools.push(tool);
    if (tool.name !== '' && !this.byName.has(tool.name)) this.byName.set(tool.name, tool);
  }
}

/** So many tools are put into the flow before there is a pause. */
const BETWEEN_PAUSES = 500;

/** The tools of a comp and how they nest, from a skeleton and its blocks. */
export class Flow {
  readonly scope = new FlowScope(undefined, undefined);
  readonly tools: CompTool[] = [];
  /** Another object after every change of what goes from tool to tool. */
  wiring: object = {};
  /** The tools whose text has changed since, in the order of the changes. */
  readonly edited: CompTool[] = [];
  readonly #names: Names;
  #byName: Map<string, CompTool[]> | undefined;
  #byId: Map<string, CompTool[]> | undefined;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Reads everything below the outermost table of a skeleton. The work may pause wherever this yields. */
  static *of(skeleton: Skeleton, root: Entry | undefined, names: Names): Generator<undefined, Flow> {
    const flow = new Flow(names);
    if (root !== undefined) yield* flow.#gather(skeleton, flow.scope, root);
    return flow;
  }

  get byName(): ReadonlyMap<string, readonly CompTool[]> {
    this.#byName ??= grouped(this.tools, ({ name }) => name);
    return this.#byName;
  }

  get byId(): ReadonlyMap<string, readonly CompTool[]> {
    this.#byId ??= grouped(this.tools, ({ id }) => id);
    return this.#byId;
  }

  /** Takes over another text of a tool, of the same name and id. It may be none of these: a copy that is put aside. */
  update(tool: CompTool, { facts, place }: CompTool): void {
    if (!tool.update(facts, place)) this.wiring = {};
    if (this.tools.includes(tool)) this.edited.push(tool);
    else this.rewire();
  }

  /** Something outside of the tools has changed. */
  rewire(): void {
    this.wiring = {};
  }

  *#gather(skeleton: Skeleton, scope: FlowScope, owner: Entry): Generator<undefined> {
    for (const list of owner.entries) {
      if (!list.isTable || !isNamed(skeleton.text, list.tree, list.at, 'Tools')) continue;
      for (const entry of list.entries) {
        const blocks = skeleton.blocksAt(entry.start);
        if (blocks.length === 0) yield* this.#addFromSkeleton(skeleton, scope, entry);
        for (const { tool } of blocks) {
          if (tool === undefined) continue;
          tool.scope = scope;
          this.#add(scope, tool);
          if (this.tools.length % BETWEEN_PAUSES === 0) yield undefined;
        }
      }
    }
  }

  *#addFromSkeleton(skeleton: Skeleton, scope: FlowScope, entry: Entry): Generator<undefined> {
    const facts = toolFacts(skeleton, entry, this.#names);
    if (facts === undefined) return;
    const tool = new CompTool(facts, skeleton.placeOf(entry), scope);
    this.#add(scope, tool);
    yield undefined;
    if (!holdsTools(skeleton.text, entry)) return;
    const nested = new FlowScope(tool, scope);
    tool.nested = nested;
    yield* this.#gather(skeleton, nested, entry);
  }

  #add(scope: FlowScope, tool: CompTool): void {
    scope.add(tool);
    tool.index = this.tools.length;
    this.tools.push(tool);
  }
}

/** A group, or a tool with modifiers of its own. */
function holdsTools(text: string, { tree, at }: Entry): boolean {
  for (let field = at + 1; field < tree.after(at); field = tree.after(field)) {
    if (isNamed(text, tree, field, 'Tools')) return true;
  }
  return false;
}

function grouped(tools: readonly CompTool[], keyOf: (tool: CompTool) => string): Map<string, CompTool[]> {
  const groups = new Map<string, CompTool[]>();
  for (const tool of tools) {
    const key = keyOf(tool);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [tool]);
    else group.push(tool);
  }
  return groups;
}
