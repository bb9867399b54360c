import { versionDigits } from '../../project/names/version-folder.ts';
import type { PublishCheck } from '../publish-check.ts';

/** Another publish into the same step that has not ended. */
export const publishAtWork: PublishCheck = {
  code: 'publish-at-work',
  title: 'The step is being published by another publish.',
  defaultSeverity: 'warning',
  async *run({ intent: { kind, container, saver }, disk }) {
    if (kind === 'preview') return;
    for (const number of await disk.reservedIn(container)) {
      const message = `v${versionDigits(number)} of this step is being published at this moment.`;
      yield { message, range: saver.nameRange };
    }
  },
};
