import { type MayaStatement, MayaStatements } from './maya-statements.ts';

/** A render layer of a scene. */
export interface MayaLayer {
  /** The name that people know and that `Render -rl` takes. */
  readonly name: string;
  /** The name of its node: `rs_` before the name for a layer of a render setup. */
  readonly node: string;
  /** How it was made: `setup` for Maya's render setup, `legacy` before it, `default` for the layer of all objects. */
  readonly kind: 'default' | 'legacy' | 'setup';
  readonly isRenderable: boolean;
}

/** A camera that renders. */
export interface MayaCamera {
  /** The name of its transform, as `Render -cam` takes it. */
  readonly name: string;
  readonly isRenderable: boolean;
}

/** What a scene says of its rendering. What a scene leaves out is as Maya has it by itself. */
export interface MayaScene {
  /** Of Maya, as the first line has it: `2024`. */
  readonly version?: string;
  readonly layers: readonly MayaLayer[];
  readonly cameras: readonly MayaCamera[];
  /** `arnold`, `redshift`, `vray`, `mayaSoftware`. */
  readonly renderer: string;
  readonly frames: { readonly first: number; readonly last: number; readonly step: number };
  /** False where a single frame is rendered. */
  readonly isAnimated: boolean;
  readonly resolution: { readonly width: number; readonly height: number };
  /** What stands before the names of images, tokens as they are: `<RenderLayer>/<Scene>`. */
  readonly imagePrefix?: string;
  /** Scenes that are referenced: their layers and cameras are not looked at. */
  readonly references: readonly string[];
  /** False where the text ends in the middle of a statement. */
  readonly isWhole: boolean;
}

/** The first line of a scene, as Maya writes it. */
export const MAYA_HEAD = /^\u{feff}?\/\/\s?Maya ASCII (?<version>[\d.]+\w{0,20})? ?scene/u;

interface NodeFacts {
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  readonly attributes: Map<string, string>;
}

/** Nodes whose attributes tell something, by type and for `select` by name. */
const TYPES = new Set(['renderLayer', 'renderSetupLayer', 'camera', 'renderGlobals', 'resolution']);
const SELECTED = new Set(['defaultRenderGlobals', 'defaultResolution', 'defaultRenderLayer', 'perspShape']);

/** Facts are gathered from this many nodes; a scene of more is one that nobody made. */
const MOST_NODES = 100_000;

/**
 * Reads what a Maya ASCII scene says of its rendering, line by line: `push` each line, then ask for `scene`. Linear in
 * the text; nothing is kept but the nodes that tell something. The format is that of Maya's own files: `createNode`,
 * `setAttr` of short names for the node before, `select -ne` for nodes that are always there, `connectAttr`.
 */
export class MayaSceneReader {
  readonly #statements = new MayaStatements();
  readonly #nodes = new Map<string, NodeFacts>();
  readonly #legacyOf = new Map<string, string>();
  readonly #references = new Set<string>();
  #node: NodeFacts | undefined;
  #version: string | undefined;
  #lines = 0;

  /** Takes the next line, without its end. */
  push(line: string): void {
    if (this.#lines === 0) this.#version = MAYA_HEAD.exec(line)?.groups?.version;
    this.#lines += 1;
    for (const statement of this.#statements.push(line)) this.#take(statement);
  }

  /** What is known by now. */
  scene(): MayaScene {
    const globals = this.#nodes.get('defaultRenderGlobals')?.attributes;
    const resolution = this.#nodes.get('defaultResolution')?.attributes;
    const prefix = globals?.get('ifp');
    return {
      ...(this.#version !== undefined && { version: this.#version }),
      layers: this.#layers(),
      cameras: this.#cameras(),
      renderer: globals?.get('ren') || 'mayaSoftware',
      frames: {
        first: numberOf(globals?.get('fs'), 1),
        last: numberOf(globals?.get('ef'), 10),
        step: numberOf(globals?.get('bfs'), 1),
      },
      isAnimated: isOn(globals?.get('an'), false),
      resolution: { width: numberOf(resolution?.get('w'), 960), height: numberOf(resolution?.get('h'), 540) },
      ...(prefix !== undefined && prefix !== '' && { imagePrefix: prefix }),
      references: [...this.#references],
      isWhole: !this.#statements.isOpen,
    };
  }

  #take([word, ...rest]: MayaStatement): void {
    switch (word) {
      case 'createNode':
        this.#create(rest);
        return;
      case 'select':
        this.#select(rest);
        return;
      case 'setAttr':
        this.#set(rest);
        return;
      case 'connectAttr':
        this.#connect(rest);
        return;
      case 'file':
        this.#file(rest);
        return;
      default:
        return;
    }
  }

  #create([type = '', ...flags]: MayaStatement): void {
    this.#node = undefined;
    const name = flagOf(flags, '-n', '-name');
    if (!TYPES.has(type) || name === undefined || this.#nodes.size >= MOST_NODES) return;
    const parent = flagOf(flags, '-p', '-parent');
    this.#node = { type, name, ...(parent !== undefined && { parent }), attributes: new Map() };
    this.#nodes.set(parent === undefined ? name : `${parent}|${name}`, this.#node);
  }

  #select(words: MayaStatement): void {
    this.#node = undefined;
    const name = words.at(-1)?.replace(/^:/, '') ?? '';
    const known = this.#nodes.get(name);
    if (known !== undefined) this.#node = known;
    else if (SELECTED.has(name)) {
      this.#node = { type: 'selected', name, attributes: new Map() };
      this.#nodes.set(name, this.#node);
    }
  }

  #set(words: MayaStatement): void {
    const at = words.findIndex((word) => /^[\w:|]*\.\w/.test(word));
    const attribute = words[at];
    const value = words.at(-1);
    if (this.#node === undefined || attribute?.startsWith('.') !== true || value === undefined) return;
    if (at === words.length - 1) return; // The size of a list alone.
    this.#node.attributes.set(attribute.slice(1), value);
  }

  /** A layer of a render setup and its node: `connectAttr "rs_BG.msg" "BG.lrl";`. */
  #connect([from = '', to = '']: MayaStatement): void {
    const [source = '', plug] = from.split('.');
    const [target = '', attribute] = to.split('.');
    if ((attribute === 'lrl' || attribute === 'legacyRenderLayer') && plug !== undefined) {
      this.#legacyOf.set(target, source);
    }
  }

  #file(words: MayaStatement): void {
    const name = words.at(-1);
    if (
      words.some((word) => word === '-r' || word === '-rdi') &&
      name !== undefined &&
      this.#references.size < MOST_NODES
    ) {
      this.#references.add(name);
    }
  }

  #layers(): readonly MayaLayer[] {
    const nodes = [...this.#nodes.values()];
    const setups = nodes.filter(({ type }) => type === 'renderSetupLayer');
    const nodeOfSetup = new Map(setups.map(({ name }) => [this.#legacyOf.get(name) ?? `rs_${name}`, name]));
    const layers = nodes
      .filter(({ type, name }) => type === 'renderLayer' || name === 'defaultRenderLayer')
      .map(({ name, attributes }): MayaLayer => {
        const setup = nodeOfSetup.get(name);
        const isDefault = /(?:^|:)defaultRenderLayer\d*$/.test(name);
        return {
          // A render setup calls it by another name.
          name: setup ?? (isDefault && setups.length > 0 ? 'masterLayer' : name),
          node: name,
          kind: isDefault ? 'default' : setup === undefined ? 'legacy' : 'setup',
          isRenderable: isOn(attributes.get('rndr'), true),
        };
      });
    return layers;
  }

  #cameras(): readonly MayaCamera[] {
    return [...this.#nodes.values()]
      .filter(({ type }) => type === 'camera')
      .map(({ name, parent, attributes }) => ({
        name: parent?.split('|').at(-1) ?? name,
        isRenderable: isOn(attributes.get('rnd'), true),
      }));
  }
}

function flagOf(words: MayaStatement, short: string, long: string): string | undefined {
  const at = words.findIndex((word) => word === short || word === long);
  return at === -1 ? undefined : words[at + 1];
}

function numberOf(text: string | undefined, standard: number): number {
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : standard;
}

function isOn(text: string | undefined, standard: boolean): boolean {
  if (text === undefined) return standard;
  return ['yes', 'on', 'true', '1'].includes(text);
}
