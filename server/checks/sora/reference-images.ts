import { baseOf } from '../../formats/comp/folder-names.ts';
import { type JsonNode, listIn, numberIn, rangeOf } from '../../formats/json/json-tree.ts';
import { IMAGE_HEADER_BYTES, type ImageHeader, imageHeader, looksLikeImage } from '../../formats/sora/image-size.ts';
import { sizeText } from '../../formats/sora/models.ts';
import { itemName, type ProjectItem } from '../../formats/sora/project.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { Observation } from '../check.ts';
import type { PlacedCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { isWanted } from './model-uses.ts';
import { NO_MAPS, whyUnread } from './sheet-reader.ts';
import { capital } from './words.ts';

/** What lies under the name of a picture. */
export type ImageOnDisk = ImageHeader | 'missing' | 'no-file' | 'no-image' | 'torn' | 'unknown';

/** All but a JPEG says its size at once. */
const FIRST_BYTES = 32;

/** Reads the first bytes of a picture. */
export async function imageAt(path: string, place: CompPlace): Promise<ImageOnDisk> {
  const first = await place.bytesAt(path, FIRST_BYTES);
  if (first === undefined) return whyUnread(path, place);
  if (first.length === 0) return 'torn';
  const isJpeg = first[0] === 0xff && first[1] === 0xd8;
  const bytes = isJpeg ? await place.bytesAt(path, IMAGE_HEADER_BYTES) : first;
  if (bytes === undefined) return 'unknown';
  const header = imageHeader(bytes);
  if (header !== undefined) return header;
  if (!looksLikeImage(bytes)) return 'no-image';
  if (bytes.length < (isJpeg ? IMAGE_HEADER_BYTES : FIRST_BYTES)) return 'torn';
  // The size of a JPEG with very much metadata comes after what is read of it.
  return isJpeg ? 'unknown' : 'no-image';
}

/** Pictures that a shot begins with or follows, and that are not there or have another size than the shot. */
export const soraReference: PlacedCheck<CheckedProject> = {
  code: 'sora-reference',
  title: 'A reference image is missing, or has another size than its shot.',
  defaultSeverity: 'warning',
  async *run({ project }, place) {
    const known = new Map<string, ImageOnDisk>();
    for (const shot of project.shots.filter(isWanted)) {
      for (const node of listIn(shot.part, 'ref_images')) {
        yield undefined;
        if (typeof node.value !== 'string') continue;
        if (node.value.trim() === '') {
          yield { message: `${capital(itemName(shot))} has a reference image without a name.`, range: rangeOf(node) };
          continue;
        }
        const path = place.resolve(node.value, NO_MAPS);
        if (path === undefined) continue;
        const image = known.get(path) ?? (await imageAt(path, place));
        known.set(path, image);
        yield* problemsOf(shot, node, baseOf(path), image);
      }
    }
  },
};

function* problemsOf(shot: ProjectItem, node: JsonNode, name: string, image: ImageOnDisk): Generator<Observation> {
  const range = rangeOf(node);
  if (image === 'unknown') return;
  if (image === 'missing') {
    yield { message: `${name} is not there.`, range };
    return;
  }
  if (image === 'no-file') {
    yield { message: `${name} cannot be read: is it a folder, or not yours?`, range };
    return;
  }
  if (image === 'torn') {
    yield { message: `${name} breaks off before it says its size: is it still being written?`, range };
    return;
  }
  if (image === 'no-image') {
    yield { message: `${name} is no picture in PNG, JPEG, WebP or GIF.`, range };
    return;
  }
  const [width, height] = [numberIn(shot.part, 'width'), numberIn(shot.part, 'height')];
  if (width === undefined || height === undefined || (image.width === width && image.height === height)) return;
  const size = sizeText({ width, height });
  yield { message: `${name} is ${sizeText(image)}; ${itemName(shot)} is ${size}.`, range };
}
