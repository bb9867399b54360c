import path from 'node:path';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { globalRange, renderRange } from '../../formats/comp/ranges.ts';
import { saverOutput } from '../../formats/comp/saver.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import { feedingMedia } from '../publish/feeding-media.ts';
import { chooseSaver } from '../publish/saver-choice.ts';
import type { SceneKind } from './scene-facts.ts';

/** Fusion's sign for a range that was never set. */
const UNSET = -1_000_000_000;

/** A comp: its layers are its Savers. Error `saver-missing` where there is none of a name. */
export const compScene: SceneKind = async (scene, roots) => {
  if (!scene.toLowerCase().endsWith('.comp')) return undefined;
  const comp = parseComp(Buffer.from(await readRegularFile(scene)).toString('utf8'));
  const folder = path.dirname(scene);
  const ranges = [renderRange(comp), globalRange(comp)].flatMap((it) => it ?? []);
  const range = ranges.find(({ first, last }) => first > UNSET && last >= first);
  return (layer) => {
    const saver = chooseSaver(comp, 'publish', layer, scene);
    const file = saverOutput(saver).file?.name;
    const output = file === undefined ? undefined : resolveWithRoots(file, folder, pathMaps(comp), roots);
    const media = feedingMedia(comp, saver, folder, roots);
    return {
      ...(range !== undefined && { frames: { first: Math.round(range.first), last: Math.round(range.last) } }),
      ...(output !== undefined && { output }),
      ...(media !== undefined && { media }),
    };
  };
};
