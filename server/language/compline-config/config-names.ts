import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import { writeLike } from '../../formats/yaml/write-scalar.ts';
import {
  resolved,
  type YamlNode,
  type YamlPair,
  type YamlPath,
  type YamlScalar,
} from '../../formats/yaml/yaml-node.ts';
import { nodeAt, placeAt } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import type { Definition, Occurrence } from '../language-support.ts';

/** The sections whose keys are names of our own, and what they name, in a sentence. */
const SECTIONS = { renderers: 'renderer', roots: 'root', farms: 'farm' } as const;

type Section = keyof typeof SECTIONS;

/** One mention of a name. */
interface Mention {
  readonly section: Section;
  readonly name: string;
  readonly node: YamlScalar;
}

/** The definition of the renderer or farm that is named at `offset`, in the same file. */
export function nameDefinition(yaml: YamlText, offset: number): Definition | undefined {
  const mention = mentionAt(yaml, offset);
  const pair = mention && definitionOf(yaml, mention);
  if (mention === undefined || pair === undefined) return undefined;
  return { origin: wordsOf(yaml, mention.node), target: pair.range, targetName: pair.key.range };
}

/** Everything that names the same renderer, root or farm, where it is defined in this file. */
export function nameOccurrences(yaml: YamlText, offset: number): readonly Occurrence[] {
  const mention = mentionAt(yaml, offset);
  if (mention === undefined) return [];
  return mentionsOf(yaml, mention)
    .map(({ node, declaration }) => ({ range: wordsOf(yaml, node), declaration }))
    .sort((a, b) => a.range.start - b.range.start);
}

/** The name at `offset`, where this file defines it. */
export function nameRenameTarget(yaml: YamlText, offset: number): RenameTarget | undefined {
  const mention = mentionAt(yaml, offset);
  if (mention === undefined || definitionOf(yaml, mention) === undefined) return undefined;
  return { range: wordsOf(yaml, mention.node), name: mention.name };
}

/** Gives a renderer, a root or a farm another name, wherever this file mentions it; absent where `offset` is at no name. */
export function renameName(yaml: YamlText, offset: number, newName: string): RenameOutcome | undefined {
  const mention = mentionAt(yaml, offset);
  if (mention === undefined) return undefined;
  const what = SECTIONS[mention.section];
  if (definitionOf(yaml, mention) === undefined) return { refusal: `This ${what} is defined in another file.` };
  if (newName.trim() === '') return { refusal: `A ${what} has a name.` };
  if (mention.section !== 'renderers' && !/^[A-Za-z][\w-]*$/.test(newName)) {
    return { refusal: `The name of a ${what} begins with a letter; letters, digits, _ and - follow.` };
  }
  if (mention.section === 'farms' && newName === 'local') return { refusal: 'local is this machine.' };
  if (newName !== mention.name && definitionOf(yaml, { ...mention, name: newName }) !== undefined) {
    return { refusal: `There is another ${what} "${newName}".` };
  }
  const edits = mentionsOf(yaml, mention).map(
    ({ node }): TextEdit => ({ range: node.range, newText: writeLike(newName, node.style) }),
  );
  return { edits };
}

/** The name of a renderer, root or farm at `offset`. */
export function mentionAt(yaml: YamlText, offset: number): Mention | undefined {
  const place = placeAt(yaml, offset);
  const node = place?.node;
  if (place === undefined || node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const [section, name, key] = place.path;
  if (place.part === 'key') {
    const isName = place.path.length === 2 && isSection(section);
    return isName && name === node.value ? { section, name: node.value, node } : undefined;
  }
  if (place.path.length === 1 && section === 'farm') return { section: 'farms', name: node.value, node };
  return isRendererPath(place.path) && key === 'renderer'
    ? { section: 'renderers', name: node.value, node }
    : undefined;
}

const isSection = (section: unknown): section is Section =>
  typeof section === 'string' && Object.hasOwn(SECTIONS, section);

function isRendererPath(path: YamlPath): boolean {
  return path.length === 3 && path[0] === 'steps';
}

function mentionsOf(yaml: YamlText, { section, name }: Mention): readonly { node: YamlScalar; declaration: boolean }[] {
  const keys = pairsOf(nodeAt(yaml, [section])).flatMap(({ key }) => named(key, name, true));
  if (section === 'roots') return keys;
  if (section === 'farms') {
    const farm = nodeAt(yaml, ['farm']);
    return [...keys, ...(farm === undefined ? [] : named(farm, name, false))];
  }
  const steps = new Set(pairsOf(nodeAt(yaml, ['steps'])).flatMap(({ value }) => pairsOf(value)));
  return [...keys, ...[...steps].flatMap((pair) => (pair.name === 'renderer' ? named(pair.value, name, false) : []))];
}

function named(node: YamlNode, name: string, declaration: boolean): { node: YamlScalar; declaration: boolean }[] {
  return node.kind === 'scalar' && node.value === name ? [{ node, declaration }] : [];
}

function definitionOf(yaml: YamlText, { section, name }: Mention): YamlPair | undefined {
  return pairsOf(nodeAt(yaml, [section])).find((pair) => pair.name === name);
}

function pairsOf(node: YamlNode | undefined): readonly YamlPair[] {
  const map = resolved(node);
  return map?.kind === 'map' ? map.pairs : [];
}

/** The text of a scalar without its quotes, where it is written as it is. */
function wordsOf({ text }: YamlText, { range, style, value }: YamlScalar): TextRange {
  const inner = style === 'single' || style === 'double' ? { start: range.start + 1, end: range.end - 1 } : range;
  return text.slice(inner.start, inner.end) === value ? inner : range;
}
