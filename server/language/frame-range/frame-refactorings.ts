import { clampedTo, outsideOf } from '../../checks/frames/frames-outside-shot.ts';
import { shown } from '../../checks/frames/shown.ts';
import { type FrameText, LONGEST_FOR_OTHERS } from '../../formats/frame-texts/frame-text.ts';
import { FRAME_DIALECTS, frameDialect } from '../../formats/frames/dialects/all-dialects.ts';
import { complineDialect } from '../../formats/frames/dialects/compline.ts';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { differenceOf, unionOf } from '../../formats/frames/set-operations.ts';
import { withinLimits } from '../../formats/frames/within-limits.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import { shotFrames } from '../../project/shot-frames.ts';
import type { RefactoringOffer, RefactoringPlace } from '../answers/refactorings.ts';

/** The ids of all of them begin so. */
const PREFIX = 'frames-';

/** And so those that write a text for another program; its name follows. */
const FOR_PROGRAM = 'as-';

/** One way of writing a frame text anew. */
interface Rewriting {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What is offered for a frame text, in the order of a menu. */
export function frameOffers(frames: FrameText, at: RefactoringPlace): readonly RefactoringOffer[] {
  return rewritings(frames, at).map(({ id, title }) => ({ id: `${PREFIX}${id}`, title, kind: 'rewrite' }));
}

/** True for the id of one of these. */
export function isFrameRefactoring(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The edits of the refactoring with this id. */
export function frameEdits(id: string, frames: FrameText, at: RefactoringPlace): readonly TextEdit[] {
  const text = textOf(id.slice(PREFIX.length), frames, at);
  return text === undefined ? [] : [frames.rewrite(text)];
}

/** Only what is asked for: a long text takes a while for each program. */
function textOf(id: string, frames: FrameText, at: RefactoringPlace): string | undefined {
  if (id.startsWith(FOR_PROGRAM)) return printed(frames.parsed.frames, id.slice(FOR_PROGRAM.length));
  return rewritings(frames, { ...at, isInvoked: false }).find((it) => it.id === id)?.text;
}

function rewritings(frames: FrameText, at: RefactoringPlace): readonly Rewriting[] {
  const list = frames.parsed.frames;
  if (list === undefined) return [];
  const found = [...shortest(frames, list), ...withLast(frames, list), ...clamped(frames, at)];
  const isShort = frames.text.length <= LONGEST_FOR_OTHERS;
  return at.isInvoked && isShort ? [...found, ...inDialects(frames, list)] : found;
}

function* shortest(frames: FrameText, list: FrameList): Generator<Rewriting> {
  const text = printed(list, frames.dialect.name);
  if (text === undefined || text.length >= frames.text.length) return;
  yield { id: 'shortest', title: `Write the frames in their shortest form: ${shown(text)}`, text };
}

/** Compline and LRC Toolbox hold the last frame of a stepped range; what others leave out can be added. */
function* withLast(frames: FrameText, list: FrameList): Generator<Rewriting> {
  const ours = complineDialect.parse(frames.text).frames;
  if (ours === undefined || frames.dialect.name === complineDialect.name) return;
  const more = withinLimits(() => (differenceOf(list, ours).count === 0 ? differenceOf(ours, list).count : 0)) ?? 0;
  const text =
    more === 0
      ? undefined
      : printed(
          withinLimits(() => unionOf(list, ours)),
          frames.dialect.name,
        );
  if (text === undefined) return;
  const title = `Include the last frame${more === 1 ? '' : 's'}: ${shown(text)}`;
  yield { id: 'with-last', title, text };
}

function* clamped(frames: FrameText, { place }: RefactoringPlace): Generator<Rewriting> {
  const shot = place && shotFrames(place)?.worked;
  if (shot === undefined || outsideOf(frames, shot) === undefined) return;
  const text = clampedTo(frames, shot);
  if (text !== undefined) yield { id: 'clamp', title: `Keep to the shot: ${shown(text)}`, text };
}

/** The text for each other program, those that are written alike together. */
function* inDialects(frames: FrameText, list: FrameList): Generator<Rewriting> {
  const texts = new Map<string, { readonly name: string; readonly titles: string[] }>();
  for (const { name, title } of FRAME_DIALECTS) {
    const text = name === frames.dialect.name ? undefined : printed(list, name);
    if (text === undefined || text === frames.text) continue;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, { name, titles: [title] });
    else known.titles.push(title);
  }
  for (const [text, { name, titles }] of texts) {
    yield { id: `${FOR_PROGRAM}${name}`, title: `Write the frames for ${titles.join(', ')}: ${shown(text)}`, text };
  }
}

function printed(list: FrameList | undefined, dialect: string): string | undefined {
  const result = list && printFrames(list, frameDialect(dialect));
  return result !== undefined && 'text' in result ? result.text : undefined;
}
