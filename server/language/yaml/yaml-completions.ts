import { type CursorPlace, cursorPlace } from '../../formats/yaml/cursor-place.ts';
import { type KeyGuide, keyOf, type ValueGuide, type YamlGuide } from '../../formats/yaml/guide.ts';
import { writeScalar } from '../../formats/yaml/write-scalar.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';
import { keysAt } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { Completion, Completions, InsertText } from '../answers/completion.ts';
import type { Markup } from '../markup.ts';
import { describeChoice, describeValue } from './describe-value.ts';

/** One step of indent where the text shows none. */
const STANDARD_INDENT = 2;

/** What may be written at `offset`: keys, values, and after `*` the anchors before it. */
export function yamlCompletions(yaml: YamlText, guide: YamlGuide, offset: number): Completions | undefined {
  const place = cursorPlace(yaml.text, offset);
  if (place === undefined) return undefined;
  const items = itemsAt(yaml, guide, place, offset);
  if (items.length === 0) return undefined;
  return {
    items: place.needsBlank ? items.map((item) => ({ ...item, insert: [' ', ...item.insert] })) : items,
    insertRange: { start: place.word.start, end: offset },
    replaceRange: place.word,
    otherEdits: [],
    isCut: false,
  };
}

function itemsAt(yaml: YamlText, guide: YamlGuide, place: CursorPlace, offset: number): readonly Completion[] {
  const first = yaml.text.charAt(place.word.start);
  if (first === '*' && place.word.start < offset) return anchorsBefore(yaml, place.word.start);
  if (first === '&' || first === '!') return [];
  const quote = first === '"' || first === "'" ? first : '';
  const { keyOf: mapPath, valueOf: valuePath } = place;
  const map = mapPath && guide.valueAt(yaml, mapPath);
  const keys = map === undefined ? [] : keysIn(yaml, map, place, offset, quote);
  const value = valuePath && guide.valueAt(yaml, valuePath);
  // On a line of its own a value is written only where no key belongs.
  const isValue = value !== undefined && (mapPath === undefined || keys.length === 0);
  return isValue ? [...keys, ...choicesOf(value, valuePath ?? [], quote)] : keys;
}

function keysIn(
  yaml: YamlText,
  map: ValueGuide,
  place: CursorPlace,
  offset: number,
  quote: string,
): readonly Completion[] {
  const path = place.keyOf ?? [];
  const taken = keysAt(yaml, path, offset);
  const writing: Writing = {
    isFlow: place.isFlow,
    inner: `${/\r\n|\n/.exec(yaml.text)?.[0] ?? '\n'}${' '.repeat(place.column + indentOf(yaml))}`,
    hasBlock: !place.isFlow && isFurtherIn(yaml.text, place.word.end, place.column),
  };
  return map
    .keys()
    .filter(({ name }) => !taken.has(name))
    .map((key): Completion => {
      const written = inQuotes(key.name, quote);
      const insert: InsertText = place.hasColon ? [written] : [written, ...afterKey(key.value, writing)];
      const detail = key.detail ?? (key.isRequired ? 'required' : undefined);
      return {
        label: key.name,
        kind: 'field',
        ...(detail !== undefined && { description: detail }),
        insert,
        ...(quote !== '' && { filter: written }),
        topic: ['key', JSON.stringify(path), key.name],
      };
    });
}

/** How what comes after a key is written. */
interface Writing {
  readonly isFlow: boolean;
  /** A line break, and the indent of what is inside. */
  readonly inner: string;
  /** What is inside is there already. */
  readonly hasBlock: boolean;
}

/** Whether the next line that is not empty begins further in than `column`. */
function isFurtherIn(text: string, after: number, column: number): boolean {
  const [, indent] = /^[ \t]*(?:\r?\n[ \t]*)*\r?\n( *)[^\s#]/.exec(text.slice(after, after + 1_000)) ?? [];
  return indent !== undefined && indent.length > column;
}

/** What is written after a key that is taken: a place for its value. */
function afterKey(value: ValueGuide, { isFlow, inner, hasBlock }: Writing): InsertText {
  const [shape, ...others] = value.shapes.filter((each) => each !== 'nothing');
  if (shape === 'keys and values' && others.length === 0) {
    if (hasBlock) return [':'];
    return isFlow ? [': { ', { placeholder: '' }, ' }'] : [`:${inner}`, { placeholder: '' }];
  }
  if (shape === 'a list' && others.length === 0) {
    if (hasBlock) return [':'];
    return isFlow ? [': [', { placeholder: '' }, ']'] : [`:${inner}- `, { placeholder: '' }];
  }
  return [': ', { placeholder: placeholderOf(value) }];
}

/** What counts when nothing is written, else the first choice: it stands there until something else is typed. */
function placeholderOf({ standard, choices, isOpen }: ValueGuide): string {
  const isPlain = typeof standard === 'string' || typeof standard === 'number' || typeof standard === 'boolean';
  if (isPlain) return writeScalar(standard);
  const [first] = choices;
  return first === undefined || isOpen ? '' : writeScalar(first.value);
}

function choicesOf({ choices, standard }: ValueGuide, path: YamlPath, quote: string): readonly Completion[] {
  return choices.map((choice): Completion => {
    const text = String(choice.value);
    const written = quote === '' ? writeScalar(choice.value) : inQuotes(text, quote);
    const isNamedNumber = typeof choice.value === 'number' && choice.name !== undefined;
    return {
      label: isNamedNumber ? `${text} ${choice.name}` : text,
      kind: 'choice',
      ...(choice.name !== undefined && !isNamedNumber && { detail: choice.name }),
      ...(choice.value === standard && { description: 'default' }),
      insert: [written],
      // The name of a number finds it too: `DWAA` for 8.
      ...((quote !== '' || written !== text) && { filter: written }),
      topic: ['choice', JSON.stringify(path), text],
    };
  });
}

function anchorsBefore({ anchored, text }: YamlText, before: number): readonly Completion[] {
  const byName = new Map<string, Completion>();
  for (const { anchor, range } of anchored) {
    if (anchor === undefined || range.end > before) continue;
    const written = `*${anchor.name}`;
    const detail = text
      .slice(range.start, Math.min(range.end, range.start + 40))
      .replace(/\s+/g, ' ')
      .trim();
    byName.set(anchor.name, { label: written, kind: 'anchor', detail, insert: [written] });
  }
  return [...byName.values()];
}

/** What is to be said about a suggestion, by what it was made for. */
export function describeYamlCompletion(
  yaml: YamlText,
  guide: YamlGuide,
  [what, path = '[]', name = '']: readonly string[],
  markup: Markup,
): string | undefined {
  const known = guide.valueAt(yaml, readPath(path));
  if (known === undefined) return undefined;
  if (what === 'key') {
    const key: KeyGuide | undefined = keyOf(known, name);
    return key && describeValue(name, key.value, markup).join('\n\n');
  }
  const choice = known.choices.find(({ value }) => String(value) === name);
  const paragraphs = choice === undefined ? [] : describeChoice(choice, markup);
  return paragraphs.length < 2 && choice?.name === undefined ? undefined : paragraphs.join('\n\n');
}

function readPath(json: string): YamlPath {
  const path: unknown = JSON.parse(json);
  return Array.isArray(path) ? path.filter((key) => typeof key === 'string' || typeof key === 'number') : [];
}

/** A text as the quotes that are already there have it, or as it is best written. */
function inQuotes(text: string, quote: string): string {
  if (quote === '') return writeScalar(text);
  return quote === '"' ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** By how much the first inner map of a text is further in than what is around it. */
function indentOf({ text }: YamlText): number {
  const [, indent] = /^[^\s#][^\n]*:[ \t]*\r?\n( +)\S/m.exec(text.slice(0, 10_000)) ?? [];
  return indent?.length ?? STANDARD_INDENT;
}
