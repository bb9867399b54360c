import type { RequestName } from '../../../protocol/requests.ts';
import type { Thumbnails } from '../../thumbnails/thumbnails.ts';
import type { HandlersOf } from './handlers.ts';

type ThumbnailRequest = Extract<RequestName, `${string}/thumbnail`>;

/** The requests for small pictures of what a job has rendered, and of what is published. */
export const thumbnailHandlers = (thumbnails: Thumbnails): HandlersOf<ThumbnailRequest> => ({
  'queue/thumbnail': async ({ job, task }) => await thumbnails.of(job, task),
  'publish/thumbnail': async ({ folder }) => await thumbnails.ofPublished(folder),
});
