import { versionDigits } from '../../project/names/version-folder.ts';
import type { PublishCheck, PublishSubject } from '../publish-check.ts';

/** The comp is written as a snapshot, as what is rendered, and into the version. */
const COPIES_OF_COMP = 3;

/** Less free space than what a publish will need, going by the size of the frames of earlier versions. */
export const publishSpace: PublishCheck = {
  code: 'publish-space',
  title: 'The disk has too little room for a publish.',
  defaultSeverity: 'error',
  async *run(subject) {
    const { container, saver } = subject.intent;
    const { bytes, by } = await estimate(subject);
    const free = await subject.disk.freeBytes(container);
    if (free === undefined || free >= bytes) return;
    const going = by === undefined ? '' : `, going by v${versionDigits(by)}`;
    const message = `${shownBytes(bytes)} are needed in ${container}${going}, and ${shownBytes(free)} are free there.`;
    yield { message, range: saver.nameRange };
  },
};

/**
 * How many bytes a publish will need, and the number of the version that tells: the newest one that the same Saver
 * rendered into files of the same kind. Of a first version only the comp is counted, as nobody knows more.
 */
async function estimate({ earlier, compBytes, intent: { saver, frames, files } }: PublishSubject) {
  const ofComp = compBytes * COPIES_OF_COMP;
  const like = (await earlier()).find(
    (version) => version.saver === saver.name && version.files > 0 && (version.files === 1) === files.isMovie,
  );
  if (like === undefined) return { bytes: ofComp, by: undefined };
  const length = files.isMovie ? Math.max(1, like.frames.last - like.frames.first + 1) : like.files;
  return { bytes: Math.ceil(ofComp + (like.bytes / length) * (frames.last - frames.first + 1)), by: like.number };
}

function shownBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
