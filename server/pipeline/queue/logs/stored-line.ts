import { cleanLine } from '../../../formats/renderers/clean-line.ts';
import { type LogLevel, logLevelSchema } from '../../../protocol/job-logs.ts';

/** A line of a log as it is kept. */
export interface StoredLine {
  /** Milliseconds since 1970. */
  readonly at?: number;
  readonly level: LogLevel;
  readonly text: string;
}

const WRITTEN = new RegExp(
  `^(?<at>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z) (?:\\[(?<level>${logLevelSchema.options.join('|')})\\](?: |$))?(?<text>.*)$`,
  's',
);
/** What stands in logs whose end was kept in memory. */
const LEFT_OUT = /^\.\.\. \d+ characters of output left out \.\.\.$/;

/** Reads a line of a log, whatever stands in it: a disk that failed leaves zeros, a process that was killed half a line. */
export function readStoredLine(line: string): StoredLine {
  const text = cleanLine(line);
  const groups = WRITTEN.exec(text)?.groups;
  if (groups === undefined) return { level: LEFT_OUT.test(text) ? 'core' : 'info', text };
  const at = Date.parse(groups.at ?? '');
  const level = logLevelSchema.safeParse(groups.level).data ?? 'info';
  return { ...(Number.isFinite(at) && { at }), level, text: groups.text ?? '' };
}

/** What is said in place of bytes of an output that were not kept. */
export function leftOutLine(bytes: number): StoredLine {
  return { level: 'core', text: `… ${bytes} bytes of output are left out …` };
}
