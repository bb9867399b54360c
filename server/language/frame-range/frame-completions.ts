import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import type { FrameDialect } from '../../formats/frames/dialect.ts';
import { complineDialect } from '../../formats/frames/dialects/compline.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { sameSequence } from '../../formats/frames/same-frames.ts';
import type { ShotFrames } from '../../project/shot-frames.ts';
import type { Completion, Completions, InsertText } from '../answers/completion.ts';

/** Every so manieth frame is suggested. */
const STEP = 10;

/** What may be written at an offset of a frame text: ranges of the shot, and the usual forms. */
export function completionsOf(frames: FrameText, offset: number, shot: ShotFrames | undefined): Completions {
  const part = partAround(frames, offset);
  const all = forms(frames.dialect);
  // Where the document's own checks judge, a range from a first frame to a last one is meant.
  const usual = frames.place.isJudged === true ? all.slice(0, 1) : all;
  const items = shot === undefined ? usual : [...ofShot(frames, shot), ...usual.slice(1)];
  return {
    items,
    insertRange: { start: part.start, end: offset },
    replaceRange: part,
    otherEdits: [],
    isCut: false,
  };
}

/** The stretch between two commas, without blanks; all of a text in which escapes stand. */
function partAround(frames: FrameText, offset: number) {
  const { range } = frames.place;
  if (range.end - range.start !== frames.text.length) return range;
  const at = frames.offsetOf(offset);
  const before = frames.text.slice(0, at);
  const after = /^[^,;\r\n]*/.exec(frames.text.slice(at))?.[0] ?? '';
  const typed = /[^,;\r\n]*$/.exec(before)?.[0].trimStart() ?? '';
  return frames.rangeOf({ start: at - typed.length, end: at + after.trimEnd().length });
}

function* ofShot(frames: FrameText, { shot, cut, worked, handles }: ShotFrames): Generator<Completion> {
  const { first, last } = cut;
  const middle = first + Math.floor((last - first) / 2);
  const every = everyTenth(first, last);
  const shapes: readonly Shape[] = [
    { description: `all of ${shot}`, frames: FrameList.of([frameRun(first, last)]) },
    { description: `${shot} with handles`, frames: FrameList.of([frameRun(worked.first, worked.last)]) },
    { description: 'first, middle and last', frames: FrameList.ofFrames(new Set([first, middle, last])) },
    { description: `every ${STEP}th, and the last`, ...every },
  ];
  for (const { description, frames: list, plain } of shapes.filter((_, at) => at !== 1 || handles > 0)) {
    const printed = textOf(list, plain, frames.dialect);
    if (printed !== undefined) yield { label: printed, kind: 'value', description, insert: [printed] };
  }
}

/** Frames that are suggested. */
interface Shape {
  readonly description: string;
  readonly frames: FrameList;
  /** A text that is taken before the shortest one where it means the same. */
  readonly plain?: string;
}

function textOf(list: FrameList, plain: string | undefined, dialect: FrameDialect): string | undefined {
  const read = plain === undefined ? undefined : dialect.parse(plain).frames;
  if (read !== undefined && sameSequence(read, list)) return plain;
  const printed = printFrames(list, dialect);
  return 'text' in printed ? printed.text : undefined;
}

/** The last frame stands by itself where it is off the steps, so that every program reads the text alike. */
function everyTenth(first: number, last: number): Pick<Shape, 'frames' | 'plain'> {
  const run = frameRun(first, last, STEP);
  if (run.last === last) return { frames: FrameList.of([run]) };
  return { frames: FrameList.of([run, frameRun(last)]), plain: `${first}-${run.last}x${STEP},${last}` };
}

/** The usual forms, with places to type in; in a dialect that writes them in another way as it writes the same frames. */
function forms(dialect: FrameDialect): readonly Completion[] {
  const [from, to] = [{ placeholder: '1001' }, { placeholder: '1100' }];
  const range: Form = { label: '1001-1100', description: 'a range', insert: [from, '-', to] };
  const stepped: Form = {
    label: '1001-1100x10',
    description: 'every 10th frame of a range',
    insert: [from, '-', to, 'x', { placeholder: '10' }],
    frames: FrameList.of([frameRun(1001, 1100, STEP)]),
  };
  const single: Form = {
    label: '1001,1050,1100',
    description: 'single frames',
    insert: [from, ',', { placeholder: '1050' }, ',', to],
  };
  return [range, stepped, single].map((form) => inDialect(form, dialect)).filter((form) => form !== undefined);
}

interface Form {
  readonly label: string;
  readonly description: string;
  readonly insert: InsertText;
  /** Where they are not those that Compline reads in the label. */
  readonly frames?: FrameList;
}

function inDialect({ label, description, insert, frames }: Form, dialect: FrameDialect): Completion | undefined {
  const list = frames ?? complineDialect.parse(label).frames;
  if (dialect.parse(label).frames !== undefined) return { label, kind: 'value', description, insert };
  const printed = list && textOf(list, undefined, dialect);
  return printed === undefined ? undefined : { label: printed, kind: 'value', description, insert: [printed] };
}
