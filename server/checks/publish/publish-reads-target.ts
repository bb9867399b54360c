import { below, joinName } from '../../formats/comp/folder-names.ts';
import type { PublishCheck } from '../publish-check.ts';
import { feedingClips } from './feeding-clips.ts';

/** A Loader that feeds the Saver and reads what the publish replaces: the next render reads its own output. */
export const publishReadsTarget: PublishCheck = {
  code: 'publish-reads-target',
  title: 'A publish needs media that it replaces.',
  defaultSeverity: 'error',
  *run(subject) {
    const { kind, container, files, saver } = subject.intent;
    // A version never replaces another one.
    if (kind === 'publish') return;
    const target = joinName(container, files.isMovie ? files.printf : files.base);
    for (const { loader, range, path } of feedingClips(subject)) {
      if (path !== target && below(target, path) === undefined) continue;
      yield {
        message: `${loader.name}, which feeds ${saver.name}, reads the preview that is about to be replaced.`,
        range,
      };
    }
  },
};
