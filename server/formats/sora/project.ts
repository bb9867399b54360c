import {
  contentRange,
  type JsonNode,
  type JsonTree,
  type ObjectPart,
  objectPart,
  stringIn,
} from '../json/json-tree.ts';
import { type PromptText, readPrompt } from './prompt.ts';
import { type PartKind, SCHEMA_VERSION } from './schema.ts';

/** What a prompt belongs to. */
export type PromptOwner = 'shot' | 'template' | 'window';

/** A prompt of a project and where it stands. */
export interface ProjectPrompt extends PromptText {
  readonly owner: PromptOwner;
  /** The string with its quotes. */
  readonly node: JsonNode;
}

/** A shot or a template of a project. */
export interface ProjectItem {
  readonly kind: 'shot' | 'template';
  /** Counted from 0. */
  readonly index: number;
  readonly part: ObjectPart;
  readonly id: string | undefined;
  readonly prompt: ProjectPrompt | undefined;
  /** `meta.compline` of a shot. */
  readonly compline: ObjectPart | undefined;
}

/** Any object of a project that the format describes. */
export interface KnownPart {
  readonly kind: PartKind;
  readonly part: ObjectPart;
}

/** How the `schema` of a project stands to the one that is known here. `wrong` is no whole number at all. */
export type SchemaState = 'current' | 'newer' | 'older' | 'missing' | 'wrong';

/** One version of a `.sorastudio`. */
export interface SoraProject {
  readonly text: string;
  readonly tree: JsonTree;
  /** The project itself; absent where the text is no object. */
  readonly root: ObjectPart | undefined;
  readonly schema: SchemaState;
  readonly shots: readonly ProjectItem[];
  readonly templates: readonly ProjectItem[];
  readonly settings: ObjectPart | undefined;
  /** Every prompt, in the order of the text. */
  readonly prompts: readonly ProjectPrompt[];
}

/** Makes a project of what a text holds, as far as it holds one, and yields where the work may pause. */
export function* readProject(text: string, tree: JsonTree): Generator<undefined, SoraProject> {
  const root = objectPart(tree.root);
  const shots = yield* itemsIn(text, root, 'shot');
  const templates = yield* itemsIn(text, root, 'template');
  const window = promptOf(text, root, 'current_prompt', 'window');
  const prompts = [...shots, ...templates].flatMap(({ prompt }) => prompt ?? []).concat(window ?? []);
  return {
    text,
    tree,
    root,
    schema: schemaState(root),
    shots,
    templates,
    settings: objectPart(root?.byName.get('settings')?.value),
    prompts: prompts.sort((a, b) => a.node.offset - b.node.offset),
  };
}

/** Every object that the format describes, the project first. */
export function* knownParts({ root, shots, templates, settings }: SoraProject): Generator<KnownPart> {
  if (root === undefined) return;
  yield { kind: 'project', part: root };
  for (const { part, compline } of shots) {
    yield { kind: 'shot', part };
    if (compline !== undefined) yield { kind: 'compline', part: compline };
  }
  for (const { part } of templates) yield { kind: 'template', part };
  if (settings !== undefined) yield { kind: 'settings', part: settings };
}

/** What to call a shot or template in a sentence: its place in the list, as a user counts. */
export function itemName({ kind, index, part }: ProjectItem): string {
  const name = kind === 'template' ? stringIn(part, 'name') : undefined;
  return name === undefined || name === '' ? `${kind} ${index + 1}` : `template “${name}”`;
}

function* itemsIn(
  text: string,
  root: ObjectPart | undefined,
  kind: 'shot' | 'template',
): Generator<undefined, readonly ProjectItem[]> {
  const list = root?.byName.get(kind === 'shot' ? 'shots' : 'templates')?.value;
  const items: ProjectItem[] = [];
  for (const [index, node] of (list?.type === 'array' ? (list.children ?? []) : []).entries()) {
    const part = objectPart(node);
    if (part === undefined) continue;
    const meta = kind === 'shot' ? objectPart(part.byName.get('meta')?.value) : undefined;
    const compline = objectPart(meta?.byName.get('compline')?.value);
    items.push({ kind, index, part, id: stringIn(part, 'id'), prompt: promptOf(text, part, 'prompt', kind), compline });
    yield undefined;
  }
  return items;
}

function promptOf(
  text: string,
  part: ObjectPart | undefined,
  key: string,
  owner: PromptOwner,
): ProjectPrompt | undefined {
  const node = part?.byName.get(key)?.value;
  if (node?.type !== 'string') return undefined;
  const { start, end } = contentRange(text, node);
  return { ...readPrompt(text.slice(start, end), start), owner, node };
}

function schemaState(root: ObjectPart | undefined): SchemaState {
  const member = root?.byName.get('schema');
  if (member === undefined) return 'missing';
  const value: unknown = member.value?.value;
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'wrong';
  if (value === SCHEMA_VERSION) return 'current';
  return value > SCHEMA_VERSION ? 'newer' : 'older';
}
