import { type CursorContext, innermost, type OpenTable, scopeAt, wordText } from '../../formats/comp/cursor-context.ts';
import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { unescapeQuoted } from '../../formats/comp/quoted-string.ts';
import { resolveTool } from '../../formats/comp/resolve-tool.ts';
import { CONSTRUCTORS } from '../../formats/comp/vocabulary/constructors.ts';
import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import { DATA_TYPES, INPUT_CONTROLS, PREVIEW_CONTROLS } from '../../formats/comp/vocabulary/user-control-values.ts';
import type { HoverText } from '../language-support.ts';
import { inputKindAtHand, inputNameAtHand, toolAtHand } from './completion/site.ts';
import { isFileName } from './completion/strings.ts';
import { compositionLines } from './composition-lines.ts';
import { describeInputKind, describeKind, describeWord } from './descriptions.ts';
import { fieldsOf } from './field-words.ts';
import type { HoverSite } from './hover.ts';
import { expressionHover } from './hover-expression.ts';
import { meaningOf } from './hover-input.ts';
import { clipAt, describeFile } from './hover-media.ts';
import { end } from './hover-text.ts';
import { keyFrameLines } from './key-frames.ts';

/** About a word that names no tool and no input: a field, a constructor, a value, a file, an expression. */
export async function wordHover(site: HoverSite, context: CursorContext): Promise<HoverText | undefined> {
  const { word } = context;
  const table = innermost(context);
  if (table === undefined || word.start === word.end) return undefined;
  if (context.string !== undefined && context.key === 'Expression') return expressionHover(site, context);
  const paragraphs = await describeWordAt(site, context, table);
  return paragraphs.length === 0 ? undefined : { range: word, text: paragraphs.join('\n\n') };
}

type Paragraphs = readonly string[];

async function describeWordAt(site: HoverSite, context: CursorContext, table: OpenTable): Promise<Paragraphs> {
  if (context.string !== undefined) return aboutString(site, context, table);
  const text = wordText(site.index.comp, context);
  if (context.stand === 'key') return aboutKey(site, context, table, text);
  return context.stand === 'value' ? aboutValue(site, context, table, text) : [];
}

async function aboutKey(site: HoverSite, context: CursorContext, table: OpenTable, text: string): Promise<Paragraphs> {
  const { index, markup, askPlace } = site;
  if (table.role === 'key-frames' && context.isBracketed) return [`Keyframe at frame ${text.replace(/[[\]\s]/g, '')}`];
  const word = fieldsOf(table).get(text);
  if (word === undefined) return aboutConstructor(site, text);
  const about = describeWord(word, markup);
  if (table.role === 'tool' && text === 'KeyFrames' && table.tool !== undefined) {
    return [...about, ...keyFrameLines(table.tool, markup)];
  }
  if (table.role === 'composition') return [...about, ...compositionLines(index.comp, text)];
  if (table.role !== 'clip') return about;
  const clip = clipAt(index.comp, context);
  if (text !== 'Filename' || clip?.name === undefined) return about;
  return [...about, ...(await describeFile(index.comp, clip.name, clip, askPlace, markup))];
}

function aboutConstructor({ markup }: HoverSite, text: string): Paragraphs {
  const word = CONSTRUCTORS.get(text) ?? CONSTRUCTORS.get(`${text}()`);
  return word === undefined ? [] : [markup.code(word.name), word.description];
}

function aboutValue(site: HoverSite, context: CursorContext, table: OpenTable, text: string): Paragraphs {
  const { registry, markup } = site;
  if (table.role === 'tools') {
    const kind = registry.tool(text);
    return kind === undefined ? aboutUnknownKind(site, text) : [markup.code(kind.id), ...describeKind(kind, markup)];
  }
  if (table.role !== 'input' || context.key !== 'Value') return aboutConstructor(site, text);
  const kind = inputKindAtHand({ context, registry });
  const meaning = meaningOf({ value: Number(text) }, kind);
  if (kind === undefined || meaning === undefined || !/^-?\d/.test(text)) return aboutConstructor(site, text);
  return [`${markup.code(`${kind.name} = ${text}`)}: ${meaning}`, ...describeInputKind(kind, markup)];
}

/** About an id of which no kind of tool is known. */
function aboutUnknownKind({ registry, markup }: HoverSite, id: string): Paragraphs {
  if (registry.hasId(id)) return [markup.code(id), 'Fusion has this kind of tool; no more is known of it here.'];
  if (id.includes('.')) return [markup.code(id), 'A plug-in or fuse that is not known here.'];
  const near = nearestNames(id, registry.ids).map((name) => markup.code(name));
  return [`${markup.code(id)}, a kind of tool`, ...(near.length === 0 ? [] : [`Similar ids: ${near.join(', ')}`])];
}

async function aboutString(site: HoverSite, context: CursorContext, table: OpenTable): Promise<Paragraphs> {
  const { index, markup, askPlace } = site;
  const { comp } = index;
  const value = unescapeQuoted(wordText(comp, context));
  const { key } = context;
  if (isFileName(table.role, key, inputNameAtHand(context))) {
    const clip = clipAt(comp, context);
    return [markup.code(value), ...(await describeFile(comp, value, clip, askPlace, markup))];
  }
  if (table.role === 'id') return aboutId(site, context, value);
  if (key === 'FormatID') return aboutFormat(site, value);
  if (key === 'Source') return aboutSlot(site, context, table, value);
  if (table.role !== 'user-control') return [];
  const word = [DATA_TYPES, INPUT_CONTROLS, PREVIEW_CONTROLS].map((words) => words.get(value)).find((it) => it);
  return word === undefined ? [] : [markup.code(word.name), word.description];
}

function aboutId(site: HoverSite, context: CursorContext, value: string): Paragraphs {
  const { registry, markup } = site;
  const format = aboutFormat(site, value);
  if (format.length > 0) return format;
  const kind = inputKindAtHand({ context, registry });
  const name = inputNameAtHand(context);
  if (name === undefined) return [];
  const about = kind === undefined ? [] : describeInputKind(kind, markup);
  return [`${markup.code(value)}, value of ${markup.code(name)}`, ...about];
}

function aboutFormat({ markup }: HoverSite, id: string): Paragraphs {
  const format = FILE_FORMATS.get(id);
  return format === undefined ? [] : [`${markup.code(id)}: ${format.name}, ${format.extensions.join(' ')}`];
}

function aboutSlot(
  { index, registry, markup }: HoverSite,
  context: CursorContext,
  table: OpenTable,
  value: string,
): Paragraphs {
  const at = toolAtHand({ context, registry });
  const slots = [...(at?.tool?.inputs ?? []), ...(at?.tool?.outputs ?? [])];
  const name = slots.find((slot) => slot.name === table.key)?.source?.name ?? table.keys?.get('SourceOp');
  const source = name === undefined ? undefined : resolveTool(index.comp, scopeAt(index.comp, context), name);
  if (source === undefined) return [];
  const what = table.role === 'instance-input' ? 'Input' : 'Output';
  return [`${what} ${end(markup, source.name, value)} of a ${markup.code(source.id)}`];
}
