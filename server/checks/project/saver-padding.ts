import { baseOf } from '../../formats/comp/folder-names.ts';
import { extensionOf, isMovieName } from '../../project/sequence.ts';
import type { ProjectCheck } from '../project-check.ts';
import type { SaverInPlace } from '../project-facts.ts';
import { framesOfSaver } from './frames.ts';
import { severityInUse } from './severity-in-use.ts';
import { workingComp } from './working-comp.ts';

/** Frame numbers that have more digits than the name of the file has places for them. */
export const saverPadding: ProjectCheck = {
  code: 'saver-padding',
  title: "The name of a Saver's files has too few digits for its frames.",
  defaultSeverity: 'warning',
  *run(comp) {
    if (workingComp(comp) === undefined) return;
    for (const saver of comp.facts.savers) {
      const frames = framesOfSaver(comp.facts, saver);
      const padding = paddingOf(saver);
      if (frames === undefined || padding === undefined || frames.last < 0) continue;
      const needed = String(frames.last).length;
      if (needed <= padding.width) continue;
      const places = padding.width === 1 ? '1 digit' : `${padding.width} digits`;
      yield {
        severity: severityInUse(saver, comp.facts.kind, 'warning'),
        message: `The files of ${saver.name} have ${places} for the frame; ${frames.last} needs ${needed}.`,
        range: padding.range,
        fixes: [
          {
            title: `Write ${needed} digits`,
            edits: [{ range: padding.range, newText: padding.digits.padStart(needed, '0') }],
          },
        ],
      };
    }
  },
};

/** The digits for the frame: the last ones before the extension. Where there are none Fusion puts four. */
function paddingOf({ file }: SaverInPlace) {
  if (file === undefined || file.range.end - file.range.start < 1) return undefined;
  const name = baseOf(file.text);
  if (isMovieName(name)) return undefined;
  const extension = extensionOf(name);
  const digits = /\d*$/.exec(name.slice(0, name.length - extension.length))?.[0] ?? '';
  const end = file.range.end - extension.length;
  return { digits, width: digits === '' ? FUSIONS_WIDTH : digits.length, range: { start: end - digits.length, end } };
}

const FUSIONS_WIDTH = 4;
