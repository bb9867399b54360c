import type { LogLine } from '../../../server/protocol/job-logs.ts';

/** A part of a line of text that names a place in a file; columns are UTF-16 code units. */
export interface TextLink {
  readonly from: number;
  readonly to: number;
  readonly place: NonNullable<LogLine['place']>;
}

/** A line of a log's document. */
export interface TextLine {
  readonly text: string;
  readonly link?: TextLink;
}

/** A moment as a log says it: in the time zone of this machine, to the second. */
function momentText(at: number): string {
  const minutes = new Date(at).getTimezoneOffset();
  return new Date(at - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * A line as the document shows it: `1.2/1 2026-11-28 00:49:12 [error] No camera`. Its level is a word, so that nobody needs the
 * colours; `isOfOne`: all lines are of one attempt, which then is not named.
 */
export function textLine({ at, level, text, task, attempt, place }: LogLine, isOfOne: boolean): TextLine {
  const before = [isOfOne ? [] : `${task}/${attempt}`, at === undefined ? [] : momentText(at), `[${level}] `].flat();
  const head = before.join(' ');
  const line = `${head}${text}`;
  const found = place === undefined ? undefined : placeInText(text, place);
  if (place === undefined || found === undefined) return { text: line };
  return { text: line, link: { from: head.length + found.from, to: head.length + found.to, place } };
}

/** Where a text names a place: the name of its file, which need not be whole, with the number of the line behind it. */
function placeInText(text: string, { file, line }: TextLink['place']): { from: number; to: number } | undefined {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  // The last time that it is named: there stands what was added to the line.
  let from = text.lastIndexOf(file);
  let to = from + file.length;
  if (from === -1) {
    const at = text.lastIndexOf(base);
    if (at === -1) return undefined;
    from = at;
    to = at + base.length;
    while (from > 0 && file.endsWith(text.slice(from - 1, to))) from -= 1;
  }
  const behind = line === undefined ? undefined : /^(?:["']?,? (?:at )?line:? |:|\()\d+/.exec(text.slice(to))?.[0];
  return { from, to: to + (behind?.length ?? 0) };
}
