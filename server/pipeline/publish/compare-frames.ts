import path from 'node:path';
import type { ImageFacts } from '../../formats/images/image-facts.ts';
import type { FrameProblem, FrameProblemKind } from '../../protocol/frame-problems.ts';
import type { ExpectedPicture } from './expected-picture.ts';
import type { ExpectedFile } from './folder-problems.ts';
import type { Inspection } from './inspect-file.ts';
import { movieProblems } from './movie-problems.ts';

/** A file that was read and is sound by itself. */
export interface SoundFile {
  readonly expected: ExpectedFile;
  readonly inspection: Inspection;
}

interface Aspect {
  readonly kind: FrameProblemKind;
  readonly of: (image: ImageFacts) => string | undefined;
  /** What was asked for, as `of` tells it. */
  readonly wanted: (picture: ExpectedPicture) => string | undefined;
  readonly say: (value: string) => string;
}

/** What all frames of a sequence must have in common. */
const ASPECTS: readonly Aspect[] = [
  {
    kind: 'size',
    of: ({ width, height }) => `${width} × ${height}`,
    wanted: ({ size }) => (size === undefined ? undefined : `${size.width} × ${size.height}`),
    say: (value) => `Its size is ${value}`,
  },
  {
    kind: 'channels',
    of: ({ channels }) => channels.join(','),
    wanted: () => undefined,
    say: (value) => `Its channels are ${value}`,
  },
  { kind: 'type', of: ({ type }) => type, wanted: () => undefined, say: (value) => `Its values are ${value}` },
  { kind: 'type', of: colourType, wanted: ({ type }) => type, say: (value) => `Its colours are ${value}` },
];

/** What the values of colours and alpha are: depth and other data beside them may be of another type. */
function colourType({ channels, type }: ImageFacts): string | undefined {
  const types = type.split(',');
  const ofColours = channels.flatMap((name, at) => (/^[RGBAY]$/.test(name) ? [types[at] ?? types[0]] : []));
  return ofColours.length === 0 ? undefined : [...new Set(ofColours)].join(',');
}

/** Sizes tell nothing where there are fewer frames. */
const FEWEST_TO_COMPARE = 5;

/** Compares files that are sound by themselves with each other and with what was asked for. */
export function compareFrames(
  folder: string,
  files: readonly SoundFile[],
  picture: ExpectedPicture,
): readonly FrameProblem[] {
  const problems: FrameProblem[] = [];
  const add = (
    { expected }: SoundFile,
    kind: FrameProblemKind,
    severity: FrameProblem['severity'],
    message: string,
  ) => {
    const { name: file, frame } = expected;
    problems.push({
      kind,
      severity,
      file,
      path: path.join(folder, file),
      ...(frame !== undefined && { frame }),
      message,
    });
  };
  const told = new Set<string>();
  for (const { kind, of, wanted: wantedOf, say } of ASPECTS) {
    const values = files.map(({ inspection: { file } }) => file.image && of(file.image));
    const wanted = wantedOf(picture);
    const usual = mostOf(values.filter((value) => value !== undefined));
    for (const [at, it] of files.entries()) {
      const value = values[at];
      const name = `${kind} ${it.expected.name}`;
      if (value === undefined || value === (wanted ?? usual) || told.has(name)) continue;
      told.add(name);
      add(
        it,
        kind,
        'error',
        `${say(shortened(value))}; ${wanted === undefined ? `those of most frames are ${shortened(usual ?? '')}` : `${wanted} was asked for`}.`,
      );
    }
  }
  for (const it of files) {
    const { movie, notVerified } = it.inspection.file;
    if (notVerified !== undefined) add(it, 'not-verified', 'warning', `It is not verified. ${notVerified}`);
    if (movie !== undefined)
      for (const { kind, message } of movieProblems(movie, picture)) add(it, kind, 'error', message);
  }
  for (const it of unusualSizes(files)) {
    const { bytes } = it.inspection.file;
    add(it, 'outlier', 'warning', `It has ${bytes} bytes; most frames have about ${medianBytes(files)}.`);
  }
  const usualMode = mostOf(files.map(({ inspection }) => readers(inspection.mode)));
  for (const it of files) {
    const { mode } = it.inspection;
    if (process.platform === 'win32' || readers(mode) === usualMode) continue;
    add(
      it,
      'permissions',
      'warning',
      `Others may not read it as they may the rest: its permissions are ${mode.toString(8)}.`,
    );
  }
  const [first] = files;
  const isOnePicture = new Set(files.map(({ inspection }) => inspection.file.sha256)).size === 1;
  if (first !== undefined && files.length > 1 && isOnePicture) {
    add(first, 'identical', 'information', `All ${files.length} frames are the same picture.`);
  }
  return problems;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Who may read: the bits of reading for user, group and others. */
const readers = (mode: number): number => mode & 0o444;

function mostOf<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most: Value | undefined;
  for (const [value, count] of counts) if (most === undefined || count > (counts.get(most) ?? 0)) most = value;
  return most;
}

/**
 * The files whose numbers of bytes stand out: more than eight times as far from the median as half of all are, and by
 * more than half of it. Medians, since a few black frames must not decide what is usual.
 */
function unusualSizes(files: readonly SoundFile[]): readonly SoundFile[] {
  if (files.length < FEWEST_TO_COMPARE) return [];
  const middle = medianBytes(files);
  const away = ({ inspection }: SoundFile) => Math.abs(inspection.file.bytes - middle);
  const usual = medianOf(files.map(away));
  return files.filter((it) => away(it) > Math.max(8 * usual, middle / 2));
}

const medianBytes = (files: readonly SoundFile[]): number =>
  medianOf(files.map(({ inspection }) => inspection.file.bytes));

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
