import { ComplineError } from '../../protocol/errors.ts';
import type { Core } from '../core-access.ts';

const shortest = 4; // letters of an id

/** The id that somebody means: a whole one, or the beginning of one that no other job has. Error: `not-found`. */
export async function findJob(core: Core, word: string): Promise<string> {
  const { jobs } = await core.request('queue/list', { archived: true, limit: 100_000 });
  const exact = jobs.find(({ id }) => id === word);
  if (exact !== undefined) return exact.id;
  const found = word.length < shortest ? [] : jobs.filter(({ id }) => id.startsWith(word));
  const [job, other] = found;
  if (job !== undefined && other === undefined) return job.id;
  throw new ComplineError({
    code: 'not-found',
    message:
      job === undefined
        ? `There is no job ${word} in the queue.`
        : `${found.length} jobs have an id that begins with ${word}.`,
    nextStep: 'compline queue list names them.',
  });
}

/** The ids that words mean. */
export const findJobs = (core: Core, words: readonly string[]): Promise<string[]> =>
  Promise.all(words.map((word) => findJob(core, word)));
