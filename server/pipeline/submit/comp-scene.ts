import path from 'node:path';
import type { Tool } from '../../formats/comp/model.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { globalRange, renderRange } from '../../formats/comp/ranges.ts';
import { isEnabled, isSaver, saverOutput } from '../../formats/comp/saver.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { SceneLayer } from '../../protocol/render-scene.ts';
import { feedingMedia } from '../publish/feeding-media.ts';
import { chooseSaver } from '../publish/saver-choice.ts';
import { temporaryComp } from '../publish/temporary-comp.ts';
import { formatSpan } from './describe-frames.ts';
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
        alone: {
          isNeeded: (wanted = output) =>
            wanted !== output || !savers.every((tool) => isEnabled(tool) === (tool === saver)),
          make(wanted = output) {
            if (wanted === undefined || saverOutput(saver).file === undefined) throw noFile(layer, scene);
            return temporaryComp(bytes, { saver: layer, output: wanted, compFolder: folder, spec: undefined, roots });
          },
        },
      };
    },
  };
};

const noFile = (saver: string, scene: string): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message: `The Saver ${saver} does not say which files it writes, so that it cannot be rendered alone.`,
    nextStep: 'Give it a file name in the comp.',
    path: scene,
  });
