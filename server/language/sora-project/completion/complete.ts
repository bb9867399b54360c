import type { Completions } from '../../answers/completion.ts';
import type { Markup } from '../../markup.ts';
import { describeModel } from '../hover/describe-model.ts';
import type { SoraSite } from '../site.ts';
import { columnsAt, isInPrompt } from './columns.ts';
import { valuesAt } from './values.ts';

/** What may be written at an offset: a column in a prompt, a value, or a key. */
export async function completionsAt(site: SoraSite, offset: number): Promise<Completions | undefined> {
  if (isInPrompt(site.project, offset)) return columnsAt(site, offset);
  const values = await valuesAt(site, offset);
  if (values !== undefined) return values;
  const { KeyCompleter } = await import('./keys.ts');
  return new KeyCompleter(site.host.newId() ?? '').at(site.project, offset);
}

/** What is to be said about the suggestion with this topic. */
export function describeCompletion([what, name]: readonly string[], today: string, markup: Markup): string | undefined {
  if (what === 'model' && name !== undefined) return describeModel(name, today, markup);
  return what === 'meaning' ? name?.replace(/`([^`]+)`/g, (_, words: string) => markup.code(words)) : undefined;
}
