import { FrameList } from '../../formats/frames/frame-list.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { shownBytes } from '../../pipeline/files/room.ts';
import type { VerifyReport } from '../../pipeline/publish/frame-verifier.ts';
import type { InspectedFile } from '../../pipeline/publish/inspect-file.ts';
import type { FrameProblem } from '../../protocol/frame-problems.ts';
import { printable } from '../terminal.ts';

/** What was found of one sequence, movie or version. */
export interface VerifiedSequence extends VerifyReport {
  readonly folder: string;
  /** For people: `plate.####.exr`; of a version, its folder. */
  readonly name: string;
  /** Files that were to be there. */
  readonly expected: number;
  /** True where they were held against a manifest. */
  readonly byManifest: boolean;
}

/** What `compline verify` has found. */
export interface VerifyResult {
  readonly sequences: readonly VerifiedSequence[];
  readonly summary: {
    /** Files in which no fault of their own was found, and how many of them nobody could look into. */
    readonly files: number;
    readonly notVerified: number;
    readonly bytes: number;
    readonly errors: number;
    readonly warnings: number;
  };
}

/** So many files without a frame number are named in a line. */
const MOST_NAMES = 3;

/** Puts together what was found. */
export function resultOf(sequences: readonly VerifiedSequence[]): VerifyResult {
  const problems = sequences.flatMap((it) => it.problems);
  const count = (severity: FrameProblem['severity']) => problems.filter((it) => it.severity === severity).length;
  const files = sequences.flatMap((it) => it.files);
  return {
    sequences,
    summary: {
      files: files.length,
      notVerified: files.filter(isNotVerified).length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      errors: count('error'),
      warnings: count('warning'),
    },
  };
}

/** For people: each sequence with what it is, and below it its problems. */
export function verifyText({ sequences, summary }: VerifyResult): string {
  const lines = sequences.flatMap((it) => [headline(it), ...problemLines(it.problems).map((line) => `  ${line}`)]);
  const { errors, warnings } = summary;
  lines.push(`${counted(errors, 'error')}, ${counted(warnings, 'warning')}`);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

const isNotVerified = ({ notVerified }: InspectedFile): boolean => notVerified !== undefined;

function headline({ name, expected, files, byManifest }: VerifiedSequence): string {
  const bytes = shownBytes(files.reduce((sum, file) => sum + file.bytes, 0));
  const notVerified = files.filter(isNotVerified).length;
  const parts = [`${files.length - notVerified} of ${counted(expected, 'file')} sound`, bytes];
  if (notVerified > 0) parts.splice(1, 0, `${notVerified} not verified`);
  const [first] = files;
  if (first?.image !== undefined) {
    const { format, width, height, channels, type, compression } = first.image;
    const told = channels.length > 8 ? `${channels.slice(0, 8).join(',')}…` : channels.join(',');
    parts.push(`${format} ${width} × ${height}`, told, [...new Set(type.split(','))].join(' and '), compression);
  }
  if (first?.movie !== undefined) {
    const { codec, width, height, frames, rate } = first.movie;
    parts.push(`${codec} ${width} × ${height}`, counted(frames, 'frame'), `${Number(rate.toFixed(3))} a second`);
  }
  if (byManifest) parts.push('held against its manifest');
  return `${name}: ${parts.join(', ')}`;
}

/** One line for all files of which the same is said, in the order in which it is said first. */
function problemLines(problems: readonly FrameProblem[]): readonly string[] {
  const groups = Map.groupBy(problems, ({ severity, message }) => `${severity}: ${message}`);
  return Array.from(groups, ([said, group]) => `${placesOf(group)}: ${said}`);
}

function placesOf(problems: readonly FrameProblem[]): string {
  const frames = problems.flatMap(({ frame }) => (frame === undefined ? [] : [frame]));
  if (problems.length > 1 && frames.length === problems.length) {
    const printed = printFrames(FrameList.ofFrames(frames));
    if (!('refused' in printed)) return `frames ${printed.text}`;
  }
  const names = problems.slice(0, MOST_NAMES).map(({ file }) => file);
  const more = problems.length > MOST_NAMES ? ` and ${problems.length - MOST_NAMES} more` : '';
  return `${names.join(', ')}${more}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
