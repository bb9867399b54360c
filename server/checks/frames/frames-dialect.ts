import { nearestNames } from '../../formats/comp/nearest-name.ts';
import type { FrameLines } from '../../formats/frame-texts/frame-lines.ts';
import { FRAME_DIALECTS, frameDialect } from '../../formats/frames/dialects/all-dialects.ts';
import type { DocumentCheck } from '../document-check.ts';

/** Comments that name a dialect which nobody knows. */
export const framesDialect: DocumentCheck<FrameLines> = {
  code: 'frames-dialect',
  title: 'A file of frame ranges names a dialect that is not known.',
  defaultSeverity: 'warning',
  *run({ dialect }) {
    if (dialect === undefined || frameDialect(dialect.name) !== undefined) return;
    const known = FRAME_DIALECTS.map(({ name }) => name);
    const near = nearestNames(dialect.name, known);
    const meant = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known are ${known.join(', ')}.`;
    yield {
      message: `There is no dialect ${dialect.name}. ${meant}`,
      range: dialect.range,
      fixes: near.map((name, index) => ({
        title: `Write ${name}`,
        edits: [{ range: dialect.range, newText: name }],
        preferred: index === 0 && near.length === 1,
      })),
    };
  },
};
