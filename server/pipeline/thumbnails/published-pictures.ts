import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { stepOfFile } from '../../project/layout.ts';
import { findProjectRoot } from '../../project/load-project.ts';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { EXPORT_FOLDER } from '../../project/output-path.ts';
import { sequenceNumber } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { readManifest } from '../publish/read-manifest.ts';
import type { WrittenFile } from '../queue/written-files.ts';
import { pictureKind } from './picture-kind.ts';

/** Of so many files one may be shown: where the first of them are no pictures, the others hardly are. */
const MOST_TRIED = 4;

/**
 * The pictures of something that is published: the folder of a version (of one that was delivered, what was delivered),
 * of a preview or of a delivery, or the movie that one is. That from the middle comes first, since many begin in black;
 * none for what is not there. Error: `invalid-parameters` for any other place.
 */
export async function publishedPictures(given: string): Promise<readonly WrittenFile[]> {
  const place = path.resolve(given);
  const root = await findProjectRoot(path.dirname(place));
  if (root === undefined || !isPublished(root, place)) {
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `${path.basename(place)} is no version, preview or delivery of a project.`,
      nextStep: `Name a folder in ${PUBLISHED_FOLDER}, ${PREVIEW_FOLDER} or ${EXPORT_FOLDER}.`,
      path: place,
    });
  }
  const own = await picturesAt(place);
  if (own.length > 0) return own;
  const delivered = (await readManifest(place))?.delivered;
  const elsewhere = typeof delivered === 'string' ? path.resolve(root, delivered) : undefined;
  // A manifest is a file that anybody may have written.
  return elsewhere !== undefined && isPublished(root, elsewhere) ? await picturesAt(elsewhere) : [];
}

/** Whether a place is within what is published of a project. */
function isPublished(root: string, place: string): boolean {
  const inExports = path.relative(path.join(root, EXPORT_FOLDER), place);
  const isDelivery = inExports !== '' && !inExports.split(path.sep).includes('..') && !path.isAbsolute(inExports);
  const reserved = stepOfFile(root, path.join(place, 'any'))?.reserved;
  const container = path.basename(place);
  const isOfStep = [PUBLISHED_FOLDER, PREVIEW_FOLDER].some((it) => reserved === it && container !== it);
  return (isDelivery || isOfStep) && !path.relative(root, place).split(path.sep).some(isHidden);
}

const isHidden = (name: string): boolean => name.startsWith('.');

async function picturesAt(place: string): Promise<readonly WrittenFile[]> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isFile() === true) return pictureKind(place) === undefined ? [] : [{ file: place }];
  const names = (await readdir(place).catch(() => []))
    .filter((name) => !isHidden(name) && pictureKind(name) !== undefined)
    .sort();
  const middle = Math.floor(names.length / 2);
  return [...names.slice(middle), ...names.slice(0, middle)].slice(0, MOST_TRIED).map((name) => {
    const frame = pictureKind(name) === 'movie' ? undefined : sequenceNumber(name)?.number;
    return { file: path.join(place, name), ...(frame !== undefined && { frame }) };
  });
}
