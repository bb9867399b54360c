import { existsSync, readdirSync, readFileSync } from 'node:fs';

const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);

/** Whether the real comps and settings are beside the checkout. Says so when they are not. */
export const corpusPresent = existsSync(CORPUS);
if (!corpusPresent) console.warn('skipped: the corpus of real comps is not beside the checkout');

/** The names of the real comps and settings; none when they are not there. */
export const corpusFiles: readonly string[] = corpusPresent
  ? ['comp', 'setting'].flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, CORPUS)).map((name) => `${folder}/${name}`),
    )
  : [];

/** The text of one of `corpusFiles`, as an editor would open it. */
export function readCorpus(file: string): string {
  return readFileSync(new URL(file.split('/').map(encodeURIComponent).join('/'), CORPUS), 'utf8');
}
