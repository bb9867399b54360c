import type { ValueGuide, YamlGuide } from '../../formats/yaml/guide.ts';
import { resolved, type YamlNode } from '../../formats/yaml/yaml-node.ts';
import { placeAt, type YamlPlace } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { HoverText } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import { describeChoice, describeValue } from './describe-value.ts';

/** The most characters of a repeated value that are shown. */
const LONGEST_SHOWN = 400;

/** What is known of the key, the value or the alias at `offset`. */
export function yamlHover(yaml: YamlText, guide: YamlGuide, offset: number, markup: Markup): HoverText | undefined {
  const place = placeAt(yaml, offset);
  if (place === undefined || place.node.kind === 'map' || place.node.kind === 'list') return undefined;
  const paragraphs = place.node.kind === 'alias' ? describeAlias(yaml, place.node, markup) : [];
  const known = guide.valueAt(yaml, place.path);
  if (known !== undefined) paragraphs.push(...about(place, known, markup));
  return paragraphs.length === 0 ? undefined : { range: place.node.range, text: paragraphs.join('\n\n') };
}

function about({ part, node, path }: YamlPlace, guide: ValueGuide, markup: Markup): readonly string[] {
  const name = path.findLast((key) => typeof key === 'string') ?? '';
  const all = describeValue(String(name), guide, markup);
  if (part === 'key' || node.kind !== 'scalar') return all;
  const choice = guide.choices.find(({ value }) => value === node.value);
  return choice?.name === undefined && choice?.description === undefined
    ? all
    : [...describeChoice(choice, markup), ...all];
}

function describeAlias({ text }: YamlText, alias: YamlNode & { readonly kind: 'alias' }, markup: Markup): string[] {
  const target = resolved(alias);
  if (target === undefined) return [`There is no anchor ${markup.code(`&${alias.name}`)} before this.`];
  const shown = text.slice(target.range.start, Math.min(target.range.end, target.range.start + LONGEST_SHOWN));
  return [`Repeats ${markup.code(`&${alias.name}`)}: ${markup.code(shown.replace(/\s+/g, ' ').trim())}`];
}
