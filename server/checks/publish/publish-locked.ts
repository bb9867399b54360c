import type { PublishCheck } from '../publish-check.ts';

/** A comp that somebody else is working on: they may be about to save other than what is published. */
export const publishLocked: PublishCheck = {
  code: 'publish-locked',
  title: 'Somebody else holds the lock of a composition that is published.',
  defaultSeverity: 'warning',
  async *run({ place, intent, disk }) {
    const who = await disk.lockedBy(place.file);
    if (who === undefined) return;
    const message = `${who} has locked this comp: what is published may not be what they are about to save.`;
    yield { message, range: intent.saver.nameRange };
  },
};
