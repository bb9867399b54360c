import { baseOf } from '../../../formats/comp/folder-names.ts';
import type { MediaOnDisk } from '../../../project/comp-place.ts';
import { outputFiles, sequenceNumber } from '../../../project/sequence.ts';

/**
 * The file that a link to `path` opens: of a sequence, the frame that is named, else the first that is on disk. Absent
 * where there is no file; where that is not known, the path is tried.
 */
export function fileToOpen(path: string, media: MediaOnDisk): string | undefined {
  if (media.kind === 'missing') return undefined;
  const [span] = media.frames;
  if (media.kind !== 'sequence' || span === undefined) return path;
  const name = baseOf(path);
  const number = sequenceNumber(name)?.number;
  if (number !== undefined && media.frames.some(({ first, last }) => first <= number && number <= last)) return path;
  return `${path.slice(0, path.length - name.length)}${outputFiles(name).nameOf(span.first)}`;
}
