import { type CursorContext, cursorContext, innermost, wordText } from '../../../formats/comp/cursor-context.ts';
import type { Completion, Completions } from '../../answers/completion.ts';
import { FeedsCheck } from './feeds-check.ts';
import { keySuggestions } from './keys.ts';
import { MOST_SUGGESTIONS, matches } from './match.ts';
import { type PartSuggestions, type Site, toolAtHand } from './site.ts';
import { stringSuggestions } from './strings.ts';
import { valueSuggestions } from './value-suggestions.ts';
import { Writing } from './writing.ts';

/** So much before the cursor can belong to the typed word; UTF-16 code units. */
const LONGEST_WORD = 1_000;

/** What may be written at the offset `at`; absent where nothing can be suggested. */
export async function completionsAt(
  known: Pick<Site, 'index' | 'registry' | 'askPlace'>,
  at: number,
): Promise<Completions | undefined> {
  const { comp } = known.index;
  const context = cursorContext(comp, at);
  const { offset } = context;
  if (context.stand === 'none' || innermost(context) === undefined) return undefined;
  const writing = new Writing(comp, context);
  const tool = toolAtHand({ context, registry: known.registry })?.tool;
  const feeds = tool && new FeedsCheck(known.index, tool);
  const site: Site = { ...known, comp, context, writing, feeds };
  // Read before the place of the comp is asked for, since the comp may have changed when it is known.
  const line = comp.slice(Math.max(0, offset - LONGEST_WORD), offset);
  const found = await suggestionsAt(site);
  if (found === undefined || found.items.length === 0) return undefined;
  const typed = line.slice(Math.max(0, line.length - (offset - found.start)));
  const chosen = choose(found.items, typed);
  return {
    items: chosen,
    insertRange: { start: found.start, end: offset },
    replaceRange: { start: found.start, end: found.end },
    otherEdits: missingComma(context),
    isCut: chosen.length < found.items.length,
  };
}

/** The comma that is missing before a new entry. */
function missingComma({ missingComma: at }: CursorContext): Completions['otherEdits'] {
  return at === undefined ? [] : [{ range: { start: at, end: at }, newText: ',' }];
}

async function suggestionsAt(site: Site): Promise<PartSuggestions | undefined> {
  const { context } = site;
  if (context.string !== undefined) return stringSuggestions(site);
  const { start, end } = context.word;
  // In a number or a negative one every key would be wrong.
  if (context.stand === 'key' && /^[-\d]/.test(wordText(site.comp, context))) return undefined;
  if (start === end && site.writing.isBeforeValue) return undefined;
  const items = context.stand === 'key' ? keySuggestions(site) : valueSuggestions(site);
  return { items, start, end };
}

/** All of them, or where there are too many those that fit what is typed, in their order. */
function choose(items: readonly Completion[], typed: string): readonly Completion[] {
  if (items.length <= MOST_SUGGESTIONS) return items;
  const wanted = typed.replace(/^\[?["']?/, '').toLowerCase();
  const fitting = items.filter((item) => matches(wanted, item.filter ?? item.label));
  const begins = fitting.filter((item) => (item.filter ?? item.label).toLowerCase().startsWith(wanted));
  return [...new Set([...begins, ...fitting])].slice(0, MOST_SUGGESTIONS);
}
