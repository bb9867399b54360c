import { type FrameText, LONGEST_FOR_OTHERS } from '../../formats/frame-texts/frame-text.ts';
import { FRAME_DIALECTS } from '../../formats/frames/dialects/all-dialects.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import type { Fix } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import { shown } from './shown.ts';

/** So many ways of reading a text are offered. */
const MOST_FIXES = 3;

/** Texts that are no frames in their dialect. */
export const framesSyntax: DocumentCheck<FrameText> = {
  code: 'frames-syntax',
  title: 'A text that stands for frames cannot be read.',
  defaultSeverity: 'error',
  *run(frames) {
    if (frames.isBlank) return;
    const { errors } = frames.parsed;
    const fixes = errors.length > 0 ? repairs(frames) : [];
    for (const { message, start, end } of errors) yield { message, range: frames.rangeOf({ start, end }), fixes };
  },
};

/** The text with the signs that are usual in this dialect, or as another program reads it. */
function repairs(frames: FrameText): readonly Fix[] {
  const plain = withUsualSigns(frames.text);
  if (plain !== frames.text && frames.dialect.parse(plain).frames !== undefined) {
    return [{ title: `Write ${shown(plain)}`, edits: [frames.rewrite(plain)], preferred: true }];
  }
  if (frames.text.length > LONGEST_FOR_OTHERS) return [];
  const readings = new Map<string, string[]>();
  for (const { name, title, parse } of FRAME_DIALECTS) {
    const read = name === frames.dialect.name ? undefined : parse(frames.text).frames;
    const printed = read === undefined || read.count === 0 ? undefined : printFrames(read, frames.dialect);
    if (printed === undefined || !('text' in printed)) continue;
    readings.set(printed.text, [...(readings.get(printed.text) ?? []), title]);
  }
  return [...readings].slice(0, MOST_FIXES).map(([text, programs]) => ({
    title: `Write ${shown(text)}, as ${inWords(programs)} it`,
    edits: [frames.rewrite(text)],
  }));
}

/** Dashes of every kind, dots, semicolons and letters as Compline's dialect has them. */
function withUsualSigns(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s*(?:[\u2010-\u2015\u2212]|\.{2,}|\bto\b)\s*/gi, '-')
    .replace(/[;|]/g, ',')
    .replace(/[X×]/g, 'x');
}

function inWords(programs: readonly string[]): string {
  const [first = '', second] = programs;
  if (second === undefined) return `${first} reads`;
  return programs.length === 2 ? `${first} and ${second} read` : `${first}, ${second} and others read`;
}
