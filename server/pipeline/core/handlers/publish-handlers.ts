import type { RequestName } from '../../../protocol/requests.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { ProjectRules } from '../../roles/project-rules.ts';
import type { HandlersOf } from './handlers.ts';

type PublishRequest = Exclude<Extract<RequestName, `publish/${string}`>, 'publish/thumbnail'>;

/** The requests of publishing. */
export const publishHandlers = (
  publisher: Publisher,
  rules: Pick<ProjectRules, 'checkAllowed' | 'checkPublish' | 'refusalsOf'>,
): HandlersOf<PublishRequest> => ({
  'publish/plan': async (options) => {
    const plan = await publisher.plan(options);
    const refusals = [...(await rules.refusalsOf(options))];
    return { plan: { ...plan, refusals, warnings: [...refusals, ...plan.warnings] } };
  },
  'publish/start': async (options) => {
    // Before any work, and again by the bytes that are published.
    await rules.checkPublish(options);
    return { publish: await publisher.start(options, (compSha256) => rules.checkPublish(options, compSha256)) };
  },
  'publish/list': async ({ project }) => ({ publishes: [...(await publisher.list(project))] }),
  'publish/get': async ({ publish }) => ({ publish: await publisher.get(publish) }),
  'publish/cancel': async ({ publish }) => ({ publish: await publisher.cancel(publish) }),
  'publish/restore-delivery': async ({ comp, name }) => {
    await rules.checkAllowed('restore', comp);
    return { delivery: await publisher.restoreDelivery(comp, name) };
  },
  'publish/versions': async ({ project, comp }) => ({ versions: [...(await publisher.versions(project, comp))] }),
});
