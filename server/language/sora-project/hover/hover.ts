import { sheetNameOf } from '../../../checks/sora/sheet-reader.ts';
import { contentRange, type JsonNode, rangeOf } from '../../../formats/json/json-tree.ts';
import { type PlaceInProject, placeInProject } from '../../../formats/sora/place-in-project.ts';
import { keyFacts, SHOT_STATUSES } from '../../../formats/sora/schema.ts';
import type { HoverText } from '../../language-support.ts';
import type { Markup } from '../../markup.ts';
import { placeholderAt } from '../placeholders.ts';
import type { SoraSite } from '../site.ts';
import { describeColumn } from './describe-column.ts';
import { describeImage } from './describe-image.ts';
import { describeKey } from './describe-key.ts';
import { describeModel } from './describe-model.ts';
import { describeShot } from './describe-shot.ts';

/** About a placeholder, a model, a status, a picture, a key, or a shot at its brace, its id or its prompt's key. */
export async function hoverAt(site: SoraSite, markup: Markup, offset: number): Promise<HoverText | undefined> {
  const { project } = site;
  const placeholder = placeholderAt(project, offset);
  const at = placeInProject(project, offset);
  if (placeholder !== undefined) {
    const item = at?.item;
    const place = item?.kind === 'shot' ? await site.askPlace() : undefined;
    const name = item && place && sheetNameOf(item, place);
    const onDisk = name && place && (await site.sheets.read(name, place));
    return { range: placeholder.range, text: describeColumn(placeholder.name, name?.name, onDisk, markup) };
  }
  if (at === undefined) return undefined;
  const text = await textAbout(site, markup, at, offset);
  return text === undefined ? undefined : { range: rangeUnder(project.text, at.node, offset), text };
}

async function textAbout(
  site: SoraSite,
  markup: Markup,
  { node, kind, key, isKey, item }: PlaceInProject,
  offset: number,
): Promise<string | undefined> {
  const isBrace = node.type === 'object' && offset === node.offset;
  if (item !== undefined && (isBrace ? node === item.part.node : key === 'id' || (isKey && key === 'prompt'))) {
    if (kind === item.kind) return describeShot(site, item, markup);
  }
  const facts = kind === undefined || key === undefined ? undefined : keyFacts(kind, key);
  if (facts === undefined || kind === undefined) return undefined;
  if (isKey) return describeKey(facts, markup);
  const value: unknown = node.value;
  if (facts.role === 'model' && typeof value === 'string') return describeModel(value, site.host.today(), markup);
  if (facts.role === 'status') return SHOT_STATUSES.find(([status]) => status === value)?.[1];
  if (facts.role === 'image-paths' && typeof value === 'string') return describeImage(site, value, markup);
  return undefined;
}

/** The brace alone of an object, and all of any other value. */
function rangeUnder(text: string, node: JsonNode, offset: number): { start: number; end: number } {
  if (node.type === 'object') return { start: offset, end: offset + 1 };
  return node.type === 'string' ? contentRange(text, node) : rangeOf(node);
}
