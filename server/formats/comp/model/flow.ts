import type { Scope, Tool } from '../model.ts';
import { type Entry, TABLE_VALUE } from '../read/entry.ts';
import type { Names } from '../read/names.ts';
import { isNamed, toolFacts } from '../read/tool-facts.ts';
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
    if (!this.byName.has(tool.name)) this.byName.set(tool.name, tool);
  }
}

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

  /** Reads everything below the outermost table of the skeleton. */
  constructor(skeleton: Skeleton, root: Entry | undefined, names: Names) {
    this.#names = names;
    if (root !== undefined) this.#gather(skeleton, this.scope, root);
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

  #gather(skeleton: Skeleton, scope: FlowScope, owner: Entry): void {
    for (const list of owner.entries) {
      if (list.valueKind !== TABLE_VALUE || !isNamed(skeleton.text, list, 'Tools')) continue;
      for (const entry of list.entries) {
        const block = skeleton.blockAt(entry.start);
        if (block === undefined) this.#addFromSkeleton(skeleton, scope, entry);
        else if (block.tool !== undefined) {
          block.tool.scope = scope;
          this.#add(scope, block.tool);
        }
      }
    }
  }

  #addFromSkeleton(skeleton: Skeleton, scope: FlowScope, entry: Entry): void {
    const facts = toolFacts(skeleton, entry, this.#names);
    if (facts === undefined) return;
    const tool = new CompTool(facts, skeleton.placeOf(entry), scope);
    this.#add(scope, tool);
    if (!entry.entries.some((field) => isNamed(skeleton.text, field, 'Tools'))) return;
    const nested = new FlowScope(tool, scope);
    tool.nested = nested;
    this.#gather(skeleton, nested, entry);
  }

  #add(scope: FlowScope, tool: CompTool): void {
    scope.add(tool);
    this.tools.push(tool);
  }
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
