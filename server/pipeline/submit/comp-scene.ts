import path from 'node:path';
import type { Tool } from '../../formats/comp/model.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { globalRange, renderRange } from '../../formats/comp/ranges.ts';
import { isEnabled, isSaver, saverOutput } from '../../formats/comp/saver.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import type { SceneLayer } from '../../protocol/render-scene.ts';
import { feedingMedia } from '../publish/feeding-media.ts';
import { chooseSaver } from '../publish/saver-choice.ts';
import { formatSpan } from './describe-frames.ts';
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
  const frames = range && { first: Math.round(range.first), last: Math.round(range.last) };
  const text = frames && formatSpan(frames);
  const outputOf = (saver: Tool): string | undefined => {
    const file = saverOutput(saver).file?.name;
    return file === undefined ? undefined : resolveWithRoots(file, folder, pathMaps(comp), roots);
  };
  const savers = comp.tools.filter(isSaver);
  return {
    layers: savers.map((saver): SceneLayer => {
      const output = outputOf(saver);
      return {
        name: saver.name,
        enabled: isEnabled(saver),
        ...(text !== undefined && { frames: text }),
        ...(output !== undefined && { output }),
      };
    }),
    isComplete: true,
    ...(text !== undefined && { frames: text }),
    warnings: savers.length === 0 ? ['The comp has no Saver, so nothing of it can be rendered.'] : [],
    of(layer) {
      const saver = chooseSaver(comp, 'publish', layer, scene);
      const output = outputOf(saver);
      const media = feedingMedia(comp, saver, folder, roots);
      return {
        ...(frames !== undefined && { frames }),
        ...(output !== undefined && { output }),
        ...(media !== undefined && { media }),
      };
    },
  };
};
