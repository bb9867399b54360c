import { isSameId } from '../../formats/names/name-blocks.ts';
import { versionDigits } from '../../project/names/version-folder.ts';
import type { PublishCheck } from '../publish-check.ts';

/** A comp that is published as it is already, by the same Saver and in the same state. */
export const publishUnchanged: PublishCheck = {
  code: 'publish-unchanged',
  title: 'The newest version was published from the very same composition.',
  defaultSeverity: 'warning',
  async *run({ compSha256, earlier, intent }) {
    if (intent.kind === 'preview') return;
    const [newest] = await earlier();
    if (newest?.number === undefined || newest.compSha256 !== compSha256 || newest.saver !== intent.saver.name) return;
    // The media can be another one all the same; and work that was approved is published again in another state.
    if (!isSameId(newest.state, intent.state)) return;
    const message = `v${versionDigits(newest.number)} was published from this very comp, in the same state.`;
    yield { message, range: intent.saver.nameRange };
  },
};
