import path from 'node:path';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { globalRange, renderRange } from '../../formats/comp/ranges.ts';
import { isEnabled, isSaver, saverOutput } from '../../formats/comp/saver.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { feedingMedia } from '../publish/feeding-media.ts';
import { chooseSaver } from '../publish/saver-choice.ts';
import { temporaryComp } from '../publish/temporary-comp.ts';
import type { SceneKind } from './scene-facts.ts';

/** Fusion's sign for a range that was never set. */
const UNSET = -1_000_000_000;

/** A comp: its layers are its Savers. Error `saver-missing` where there is none of a name. */
export const compScene: SceneKind = async (scene, roots) => {
  if (!scene.toLowerCase().endsWith('.comp')) return undefined;
  const bytes = await readRegularFile(scene);
  const comp = parseComp(Buffer.from(bytes).toString('utf8'));
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
      alone: {
        isNeeded: (wanted = output) =>
          wanted !== output || !comp.tools.filter(isSaver).every((tool) => isEnabled(tool) === (tool === saver)),
        make(wanted = output) {
          if (wanted === undefined || file === undefined) throw noFile(layer, scene);
          return temporaryComp(bytes, { saver: layer, output: wanted, compFolder: folder, spec: undefined, roots });
        },
      },
    };
  };
};

const noFile = (saver: string, scene: string): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message: `The Saver ${saver} does not say which files it writes, so that it cannot be rendered alone.`,
    nextStep: 'Give it a file name in the comp.',
    path: scene,
  });
