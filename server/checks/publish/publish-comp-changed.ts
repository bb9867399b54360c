import type { PublishCheck } from '../publish-check.ts';

/** A comp that was saved while it was being checked: what was checked is not what anybody sees any more. */
export const publishCompChanged: PublishCheck = {
  code: 'publish-comp-changed',
  title: 'A composition was saved while it was checked for a publish.',
  defaultSeverity: 'error',
  async *run({ place, compSha256, intent, disk }) {
    const now = await disk.sha256(place.file);
    if (now === undefined || now === compSha256) return;
    yield { message: 'The comp was saved while it was being checked.', range: intent.saver.nameRange };
  },
};
