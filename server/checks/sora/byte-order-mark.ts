import type { DocumentCheck, PlacedCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';

const NAMING = {
  code: 'sora-bom',
  title: 'The file begins with a byte-order mark.',
  defaultSeverity: 'error',
} as const;

const WHY = 'Sora Studio calls this file an “Invalid project file format”: it begins with a byte-order mark.';

/** A byte-order mark in a text: editors take it away when they open a file, other programs do not. */
export const soraBom: DocumentCheck<CheckedProject> = {
  ...NAMING,
  *run({ project: { text } }) {
    if (!text.startsWith('\ufeff')) return;
    const range = { start: 0, end: 1 };
    yield {
      message: WHY,
      range,
      fixes: [{ title: 'Remove the mark', edits: [{ range, newText: '' }], preferred: true }],
    };
  },
};

/** The same in the file, where the text does not show it any more. */
export const soraBomInFile: PlacedCheck<CheckedProject> = {
  ...NAMING,
  async *run({ project: { text } }, place) {
    if (text.startsWith('\ufeff')) return;
    const [first, second, third] = (await place.bytesAt(place.file, 3)) ?? [];
    if (first !== 0xef || second !== 0xbb || third !== 0xbf) return;
    yield { message: `${WHY} Save it as UTF-8 without one.`, range: { start: 0, end: Math.min(1, text.length) } };
  },
};
