import { cleanLine } from './clean-line.ts';
import type { LinePatterns, LineTells } from './line-pattern.ts';
import { type LogPlace, placeIn } from './log-place.ts';
import { patternCost } from './pattern-cost.ts';
import { secondsIn } from './spoken-time.ts';

/** How grave a line is. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** What a line of output tells besides its words. */
export type LogEvent =
  | { readonly kind: 'frame-started'; readonly frame: number }
  /** `frame` is absent where the line does not name it, `done` where it does not count; `seconds` is the frame's. */
  | { readonly kind: 'frame-finished'; readonly frame?: number; readonly done?: number; readonly seconds?: number }
  /** How much of a frame is there, from 0 to 1. */
  | { readonly kind: 'progress'; readonly part: number; readonly frame?: number }
  | { readonly kind: 'output'; readonly path: string };

/** A line of output, read. */
export interface LogLine {
  /** As it is kept: without colours and control characters. */
  readonly text: string;
  readonly level: LogLevel;
  /** For an error or a warning: the words that say what is wrong. */
  readonly message?: string;
  readonly place?: LogPlace;
  readonly events: readonly LogEvent[];
}

/** Characters of a line that are searched; fewer where a pattern's time grows faster. */
const SEARCHED = 4_096;
const SEARCHED_SLOWLY = 256;

interface Search {
  readonly expression: RegExp;
  readonly most: number;
}

/**
 * Reads the lines of one call of a renderer, in their order. It decides nothing: whether the call went well is told by
 * its exit code and by the frames on disk.
 */
export class LogReader {
  readonly #searches: { readonly [Tells in LineTells]: readonly Search[] };
  #traceback: LogPlace | 'open' | undefined;

  /** Patterns that do not compile are left out: the checks of compline.yaml tell of them. */
  constructor(patterns: LinePatterns) {
    const searches = (tells: LineTells): readonly Search[] => (patterns[tells] ?? []).flatMap(searchOf);
    this.#searches = {
      frameStarted: searches('frameStarted'),
      frameFinished: searches('frameFinished'),
      progress: searches('progress'),
      output: searches('output'),
      ignore: searches('ignore'),
      error: searches('error'),
      warning: searches('warning'),
      debug: searches('debug'),
    };
  }

  /** Reads one line, without its end. */
  read(line: string): LogLine {
    const text = cleanLine(line);
    const events = this.#events(text);
    const traced = this.#traced(text);
    if (traced !== undefined) return { text, ...traced, events };
    if (this.#find('ignore', text) !== undefined) return { text, level: 'info', events };
    for (const level of ['error', 'warning'] as const) {
      const groups = this.#find(level, text);
      if (groups === undefined) continue;
      const place = groups.file === undefined ? placeIn(text) : placeOf(groups.file, groups.line);
      const message = groups.message?.trim();
      return { text, level, events, message: message || text.trim(), ...(place !== undefined && { place }) };
    }
    return { text, level: this.#find('debug', text) === undefined ? 'info' : 'debug', events };
  }

  #events(text: string): readonly LogEvent[] {
    const events: LogEvent[] = [];
    const started = this.#find('frameStarted', text);
    const progress = this.#find('progress', text);
    const output = this.#find('output', text);
    const finished = this.#find('frameFinished', text);
    const frame = numberOf(started?.frame);
    if (frame !== undefined) events.push({ kind: 'frame-started', frame });
    const part = progress === undefined ? undefined : partOf(progress);
    if (part !== undefined) events.push({ kind: 'progress', part, ...maybe('frame', numberOf(progress?.frame)) });
    if (output?.path !== undefined) events.push({ kind: 'output', path: output.path });
    if (finished !== undefined) {
      const seconds = finished.time === undefined ? undefined : secondsIn(finished.time);
      const numbers = { ...maybe('frame', numberOf(finished.frame)), ...maybe('done', numberOf(finished.done)) };
      events.push({ kind: 'frame-finished', ...numbers, ...maybe('seconds', seconds) });
    }
    return events;
  }

  /** Python's tracebacks have several lines: the last one says what is wrong, the one before it where. */
  #traced(text: string): Pick<LogLine, 'level' | 'message' | 'place'> | undefined {
    const words = text.replace(/^(?:\/\/|#) /, '');
    if (/^\s*Traceback \(most recent call last\):/.test(words)) {
      this.#traceback = 'open';
      return { level: 'error' };
    }
    if (this.#traceback === undefined) return undefined;
    if (/^\s/.test(words)) {
      const place = placeIn(words);
      if (place !== undefined) this.#traceback = place;
      return { level: 'error' };
    }
    const place = this.#traceback;
    this.#traceback = undefined;
    if (!/^[\w.]+(?:: |$)/.test(words)) return undefined;
    return { level: 'error', message: words, ...(place !== 'open' && { place }) };
  }

  #find(tells: LineTells, text: string): Readonly<Record<string, string | undefined>> | undefined {
    for (const { expression, most } of this.#searches[tells]) {
      const found = expression.exec(text.length > most ? text.slice(0, most) : text);
      if (found !== null) return found.groups ?? {};
    }
    return undefined;
  }
}

function searchOf(source: string): readonly Search[] {
  try {
    const { degree } = patternCost(source);
    return [{ expression: new RegExp(source), most: degree > 2 ? SEARCHED_SLOWLY : SEARCHED }];
  } catch {
    return [];
  }
}

function partOf({ percent, part, parts }: Readonly<Record<string, string | undefined>>): number | undefined {
  const value = percent === undefined ? Number(part) / Number(parts ?? Number.NaN) : Number(percent) / 100;
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : undefined;
}

function placeOf(file: string, line: string | undefined): LogPlace {
  return { file, ...maybe('line', numberOf(line)) };
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}

function maybe<Name extends string>(name: Name, value: number | undefined): { readonly [Key in Name]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: number });
}
