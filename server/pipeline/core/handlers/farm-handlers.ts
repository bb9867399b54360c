import type { RequestName } from '../../../protocol/requests.ts';
import type { FarmDirectory } from '../../farms/farm-directory.ts';
import type { Submitter } from '../../submit/submitter.ts';
import type { HandlersOf } from './handlers.ts';

type FarmRequestName = Extract<RequestName, `farms/${string}`>;

/** The requests about farms. */
export const farmHandlers = (
  directory: FarmDirectory,
  submitter: Pick<Submitter, 'templates'>,
): HandlersOf<FarmRequestName> => ({
  'farms/list': async ({ project }) => ({ farms: await directory.list(project) }),
  'farms/ask': async ({ project, farm }) => await directory.ask(project, farm),
  'farms/template': async ({ submission, platform }) => ({
    templates: await submitter.templates(submission, platform),
  }),
  'farms/secret': async ({ project, farm, secret }) => ({
    farm: await directory.setSecret(project, farm, secret),
  }),
});
