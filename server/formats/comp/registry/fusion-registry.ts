import { baseInputs } from './base-inputs.ts';
import { decodeIds, decodeInput, decodeKinds, type KindLine } from './decode-kinds.ts';
import { INPUTS_OF_ALL, INPUTS_OF_TOOLS, type InputFact } from './input-facts.ts';
import type { InputKind, Registry, ToolKind } from './registry.ts';
import { IDS, KINDS, PLUG_IN_IDS, RARE_INPUTS } from './registry-data.ts';
import { type ToolName, toolNames } from './tool-names.ts';

/** What an output's name says of a tool of which no category is written down. */
const CATEGORY_OF_OUTPUT: Readonly<Record<string, string>> = {
  Mask: 'mask',
  MaterialOutput: '3D',
  Data3D: '3D',
  Out: 'paint',
  Value: 'modifier',
  Result: 'modifier',
  Position: 'modifier',
  StyledText: 'modifier',
};
/** What a tool of a category gives where no file showed it. */
const OUTPUT_OF_CATEGORY: Readonly<Record<string, string>> = {
  image: 'Output',
  mask: 'Mask',
  '3D': 'Output',
  particle: 'Output',
  shape: 'Output',
  paint: 'Out',
};
/** Effects of Resolve, which Fusion Studio has too, are no plug-ins that somebody may not have. */
const THIRD_PARTY = /^(?!Dimension\.|Photron\.|USDGeom\.|ofx\.com\.blackmagicdesign\.)\w+\./;

class FusionRegistry implements Registry {
  #tools: readonly ToolKind[] | undefined;
  #byId: ReadonlyMap<string, ToolKind> | undefined;
  #ids: ReadonlySet<string> | undefined;
  #plugInIds: ReadonlySet<string> | undefined;
  #inputNames: ReadonlySet<string> | undefined;

  tool(id: string): ToolKind | undefined {
    this.#byId ??= new Map(this.tools.map((tool) => [tool.id, tool]));
    return this.#byId.get(id);
  }

  hasId(id: string): boolean {
    this.#ids ??= new Set(decodeIds(IDS));
    return this.#ids.has(id);
  }

  hasPlugInId(id: string): boolean {
    this.#plugInIds ??= new Set([...decodeIds(PLUG_IN_IDS), ...this.tools.map((tool) => tool.id).filter(isThirdParty)]);
    return this.#plugInIds.has(id);
  }

  hasInputName(name: string): boolean {
    this.#inputNames ??= readInputNames();
    return this.#inputNames.has(name);
  }

  get tools(): readonly ToolKind[] {
    this.#tools ??= readTools();
    return this.#tools;
  }

  get ids(): readonly string[] {
    this.hasId('');
    return [...(this.#ids ?? [])];
  }

  get plugInIds(): readonly string[] {
    this.hasPlugInId('');
    return [...(this.#plugInIds ?? [])];
  }
}

/** What is known of Fusion's tools; everything is read when it is first asked for. */
export const fusionRegistry: Registry = new FusionRegistry();

/** The tools that were seen, then those that only have a name. */
function readTools(): readonly ToolKind[] {
  const names = toolNames();
  const seen = decodeKinds(KINDS);
  const seenIds = new Set(seen.map(({ id }) => id));
  const unseen = [...names.keys()].filter((id) => !seenIds.has(id));
  return [
    ...seen.map((line) => new Kind(line, names.get(line.id))),
    ...unseen.map((id) => new Kind({ id, uses: 0, outputs: [], inputs: [] }, names.get(id))),
  ];
}

/** The name is what stands between a tab and `|`: the other fields need not be read for it. */
function readInputNames(): ReadonlySet<string> {
  const shared = ['', 'image', 'mask'].flatMap((category) => baseInputs(category).map(({ name }) => name));
  const rare = decodeIds(RARE_INPUTS);
  return new Set([...shared, ...rare, ...KINDS.matchAll(/(?<=\t)[\w.]+(?=\|)/g).map(([name]) => name)]);
}

class Kind implements ToolKind {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly description?: string;
  readonly isThirdParty: boolean;
  readonly outputs: readonly string[];
  readonly uses: number;
  readonly #seenInputs: readonly string[];
  #inputs: ReadonlyMap<string, InputKind> | undefined;

  constructor(line: KindLine, name: ToolName | undefined) {
    this.id = line.id;
    this.uses = line.uses;
    this.isThirdParty = isThirdParty(line.id);
    this.name = name?.name ?? line.id.slice(line.id.lastIndexOf('.') + 1);
    this.category = name?.category ?? categoryOf(line);
    if (name !== undefined) this.description = name.description;
    const usual = OUTPUT_OF_CATEGORY[this.category];
    this.outputs = line.outputs.length > 0 || usual === undefined ? line.outputs : [usual];
    this.#seenInputs = line.inputs;
  }

  get inputs(): ReadonlyMap<string, InputKind> {
    this.#inputs ??= this.#readInputs();
    return this.#inputs;
  }

  #readInputs(): ReadonlyMap<string, InputKind> {
    const inputs = new Map<string, InputKind>();
    for (const text of this.#seenInputs) {
      const input = decodeInput(text);
      inputs.set(input.name, this.#withFact(input));
    }
    for (const input of baseInputs(this.category)) {
      if (!inputs.has(input.name)) inputs.set(input.name, this.#withFact(input));
    }
    return inputs;
  }

  #withFact(input: InputKind): InputKind {
    if (this.isThirdParty) return input;
    const fact: InputFact = { ...INPUTS_OF_ALL[input.name], ...INPUTS_OF_TOOLS[this.id]?.[input.name] };
    const { choices, ids = [], ...rest } = fact;
    const allIds = [...new Set([...(input.ids ?? []), ...ids])];
    return {
      ...input,
      ...rest,
      ...(choices && { choices: new Map(choices.map((choice, number) => [number, choice])) }),
      ...(allIds.length > 0 && { ids: allIds }),
    };
  }
}

function isThirdParty(id: string): boolean {
  return THIRD_PARTY.test(id);
}

function categoryOf({ id, outputs }: KindLine): string {
  const [output = ''] = outputs;
  if (isThirdParty(id)) return 'tool';
  return CATEGORY_OF_OUTPUT[output] ?? (/^p[A-Z]/.test(id) ? 'particle' : 'tool');
}
