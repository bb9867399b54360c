import type { Thumbnails } from '../../thumbnails/thumbnails.ts';
import type { HandlersOf } from './handlers.ts';

/** The request for a small picture of what a job has rendered. */
export const thumbnailHandlers = (thumbnails: Thumbnails): HandlersOf<'queue/thumbnail'> => ({
  'queue/thumbnail': async ({ job, task }) => await thumbnails.of(job, task),
});
