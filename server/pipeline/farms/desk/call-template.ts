import type { TaskRecord } from '../../queue/job-record.ts';
import type { CallTemplate, TemplatePart } from '../driver/farm-driver.ts';

type Call = Pick<TaskRecord, 'frames' | 'command'>;

/** Text in runs of digits and of all else. */
const runsOf = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];

/**
 * One call for several chunks: their calls, in which the numbers that differ from chunk to chunk are the first or the
 * last frame of each. Undefined where they differ in anything else, and where frames are below 0, whose sign other
 * programs may take for an option.
 */
export function callTemplate(calls: readonly Call[]): CallTemplate | undefined {
  const [one] = calls;
  if (one === undefined) return undefined;
  const { program, cwd, environment, args } = one.command;
  if (calls.length === 1) return { program, cwd, environment, args: args.map((arg) => [arg]) };
  const surroundings = JSON.stringify([program, cwd, Object.entries(environment)]);
  const isAlike = calls.every(
    ({ frames, command }) =>
      frames.first >= 0 &&
      command.args.length === args.length &&
      JSON.stringify([command.program, command.cwd, Object.entries(command.environment)]) === surroundings,
  );
  if (!isAlike) return undefined;
  const parts: (readonly TemplatePart[])[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const part = argumentTemplate(calls, at);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { program, cwd, environment, args: parts };
}

function argumentTemplate(calls: readonly Call[], at: number): TemplatePart[] | undefined {
  const texts = calls.map(({ command }) => command.args[at] ?? '');
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return [first];
  const runs = texts.map(runsOf);
  const length = runs[0]?.length ?? 0;
  if (runs.some((it) => it.length !== length)) return undefined;
  const parts: TemplatePart[] = [];
  for (let run = 0; run < length; run += 1) {
    const values = runs.map((it) => it[run] ?? '');
    const [value = ''] = values;
    if (values.every((it) => it === value)) {
      const before = parts.at(-1);
      if (typeof before === 'string') parts[parts.length - 1] = before + value;
      else parts.push(value);
    } else if (values.every((it, index) => it === String(calls[index]?.frames.first))) parts.push({ frame: 'first' });
    else if (values.every((it, index) => it === String(calls[index]?.frames.last))) parts.push({ frame: 'last' });
    else return undefined;
  }
  return parts;
}
