import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { fusionRegistry } from '../../../../../server/formats/comp/registry/fusion-registry.ts';
import type { Completion, Completions } from '../../../../../server/language/answers/completion.ts';
import { CompIndex } from '../../../../../server/language/fusion-comp/comp-index.ts';
import { completionsAt } from '../../../../../server/language/fusion-comp/completion/complete.ts';
import type { CompPlace } from '../../../../../server/project/comp-place.ts';

/** The suggestions at the `|` of a text. */
export async function completionsIn(marked: string, place?: CompPlace): Promise<Completions | undefined> {
  const offset = marked.indexOf('|');
  const comp = parseComp(marked.replace('|', ''));
  return completionsAt({ index: new CompIndex(comp), registry: fusionRegistry, askPlace: async () => place }, offset);
}

/** The labels of the suggestions at the `|` of a text. */
export async function labelsIn(marked: string, place?: CompPlace): Promise<readonly string[]> {
  return (await completionsIn(marked, place))?.items.map(({ label }) => label) ?? [];
}

/** The text after a suggestion was taken, as an editor without snippets takes it. */
export function take(marked: string, found: Completions, item: Completion): string {
  const text = marked.replace('|', '');
  const newText = item.insert.map((part) => (typeof part === 'string' ? part : part.placeholder)).join('');
  const edits = [...found.otherEdits, { range: found.replaceRange, newText }];
  return edits
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((result, { range, newText: text }) => result.slice(0, range.start) + text + result.slice(range.end), text);
}

/** The text after the suggestion with a label was taken. */
export async function taken(marked: string, label: string, place?: CompPlace): Promise<string> {
  const found = await completionsIn(marked, place);
  const item = found?.items.find((it) => it.label === label);
  if (found === undefined || item === undefined) throw new Error(`${label} is not suggested`);
  return take(marked, found, item);
}
