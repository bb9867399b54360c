import path from 'node:path';
import { numberedName } from '../../project/sequence.ts';
import type { FrameProblem } from '../../protocol/frame-problems.ts';

/** A file that is to be there. */
export interface ExpectedFile {
  /** Without folder. */
  readonly name: string;
  /** Absent for a movie. */
  readonly frame?: number;
}

/**
 * What is in a folder beside the files that are to be there: frames written a second time with other padding or in
 * another letter case, and whatever else but what desktops write into every folder. Missing files are not told: who reads them finds that out.
 */
export function folderProblems(
  folder: string,
  expected: readonly ExpectedFile[],
  present: Iterable<string>,
): readonly FrameProblem[] {
  const names = new Set(expected.map(({ name }) => name));
  const twins = new Map(expected.map((file) => [twinKey(file.name), file]));
  const problems: FrameProblem[] = [];
  for (const file of [...present].sort()) {
    if (names.has(file) || isOfDesktop(file)) continue;
    const twin = twins.get(twinKey(file));
    problems.push({
      kind: twin === undefined ? 'extra' : 'duplicate',
      severity: 'error',
      file,
      path: path.join(folder, file),
      ...(twin?.frame !== undefined && { frame: twin.frame }),
      message:
        twin === undefined
          ? 'It is there, but nothing of that name was to be rendered.'
          : `It is there, but that frame was to be written as ${twin.name}.`,
    });
  }
  return problems;
}

/** What Finder, Explorer and network drives write into any folder that somebody looks at, or holds a file open in. */
function isOfDesktop(name: string): boolean {
  return /^(?:\.ds_store|thumbs\.db|desktop\.ini|\._.*|\.nfs[0-9a-f]+)$/i.test(name);
}

/** The same for names that differ in padding and letter case alone. */
function twinKey(name: string): string {
  const { lead, digits, extension } = numberedName(name.normalize().toLowerCase());
  return `${lead}/${digits.replace(/^0+(?=\d)/, '')}/${extension}`;
}
