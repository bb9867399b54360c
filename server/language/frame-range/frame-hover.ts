import { clampedTo, outsideOf } from '../../checks/frames/frames-outside-shot.ts';
import { type FrameText, LONGEST_FOR_OTHERS } from '../../formats/frame-texts/frame-text.ts';
import type { FrameError } from '../../formats/frames/dialect.ts';
import { differingDialects } from '../../formats/frames/differing-dialects.ts';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { distinctFrames } from '../../formats/frames/set-operations.ts';
import { withinLimits } from '../../formats/frames/within-limits.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { shotFrames } from '../../project/shot-frames.ts';
import type { HoverText } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import { countOf } from './frame-count.ts';

/** So many characters of what a program reads are shown. */
const LONGEST_LINE = 300;

/** So many of the errors are shown. */
const MOST_ERRORS = 5;

/** What is to be said about a frame text: its frames, how they are rendered, the shot, and how other programs read it. */
export function hoverOf(frames: FrameText, markup: Markup, place: CompPlace | undefined): HoverText {
  const { frames: list, errors } = frames.parsed;
  const said =
    list === undefined
      ? [`${markup.strong('No frames')}\n${faultsOf(errors)}`]
      : [framesOf(list, frames, markup), chunksOf(list, place), shotOf(frames, place)];
  const text = [...said, othersOf(frames, markup)].filter((part) => part !== undefined).join('\n\n');
  return { range: frames.place.range, text };
}

function faultsOf(errors: readonly FrameError[]): string {
  const lines = errors.slice(0, MOST_ERRORS).map(({ message }) => `- ${message}`);
  if (errors.length > MOST_ERRORS) lines.push(`- and ${errors.length - MOST_ERRORS} more`);
  return lines.join('\n');
}

function framesOf(list: FrameList, { dialect }: FrameText, markup: Markup): string {
  const { count, first, last, min, max } = list;
  const ends = first === last ? `Frame ${first}` : `First ${first}, last ${last}`;
  const bounds = min === Math.min(first ?? 0, last ?? 0) && max === Math.max(first ?? 0, last ?? 0);
  const span = bounds ? '' : `, between ${min} and ${max}`;
  const gaps = gapsIn(list);
  const missing = gaps > 0 ? `, ${countOf(gaps)} in between left out` : '';
  const reader = dialect.name === 'compline' ? '' : ` As ${dialect.title} reads it.`;
  return `${markup.strong(countOf(count))}\n\n${ends}${span}${missing}.${reader}`;
}

/** How many frames between the least and the greatest are not in the list. */
function gapsIn(list: FrameList): number {
  const { min, max, texts } = list;
  if (texts !== undefined || min === undefined || max === undefined) return 0;
  return withinLimits(() => max - min + 1 - distinctFrames(list).count) ?? 0;
}

function chunksOf({ count }: FrameList, place: CompPlace | undefined): string | undefined {
  const { config, step } = place?.project ?? {};
  const size = step && config?.steps[step.step.step]?.chunkSize;
  if (size === undefined) return undefined;
  const chunks = Math.ceil(count / size);
  return `Rendered in ${chunks === 1 ? '1 chunk' : `${chunks} chunks`}: the step has ${countOf(size)} a chunk.`;
}

function shotOf(frames: FrameText, place: CompPlace | undefined): string | undefined {
  const known = place && shotFrames(place);
  if (known === undefined) return undefined;
  const { shot, worked, handles } = known;
  const range = `${shot}, ${worked.first}-${worked.last}${handles > 0 ? ' with handles' : ''}`;
  const outside = outsideOf(frames, worked);
  if (outside === undefined) return `All are in ${range}.`;
  return clampedTo(frames, worked) === undefined ? `None is in ${range}.` : `Outside of ${range}: ${outside}.`;
}

/** The programs that read the text in another way, those that read it alike together. */
function othersOf({ text, dialect }: FrameText, markup: Markup): string | undefined {
  if (text.length > LONGEST_FOR_OTHERS) return undefined;
  const readings = new Map<string, string[]>();
  for (const { title, reading } of differingDialects(text, dialect)) {
    readings.set(reading, [...(readings.get(reading) ?? []), title]);
  }
  if (readings.size === 0) return undefined;
  const lines = Array.from(readings, ([reading, titles]) => `- ${cut(`${titles.join(', ')}: ${reading}`)}`);
  return `${markup.strong('Other programs read it differently')}\n${lines.join('\n')}`;
}

function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line;
}
