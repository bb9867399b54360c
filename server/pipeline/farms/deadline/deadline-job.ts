import { deadlineDialect } from '../../../formats/frames/dialects/deadline.ts';
import { FrameList } from '../../../formats/frames/frame-list.ts';
import { frameRun } from '../../../formats/frames/frame-run.ts';
import type { CallTemplate, FarmOrder, FarmSettings } from '../driver/farm-driver.ts';
import { type RegularChunks, regularChunks } from '../driver/regular-chunks.ts';
import { oneLine } from '../words/one-line.ts';
import { argumentsFault, deadlineArguments } from './deadline-arguments.ts';

/** The name under which a job carries the key of its order. */
export const KEY_NAME = 'ComplineKey';

/** An order of which is known that Deadline can take it. */
export interface DeadlineOrder {
  readonly order: FarmOrder;
  readonly template: CallTemplate;
  readonly chunks: RegularChunks;
  /** The frames in Deadline's own form. */
  readonly frames: string;
}

/** An order as Deadline can take it, or why it cannot: a sentence. */
export function deadlineOrder(settings: FarmSettings, order: FarmOrder): DeadlineOrder | { readonly refused: string } {
  const { template, tasks, layer } = order;
  const chunks = regularChunks(tasks);
  if (template === undefined || chunks === undefined) {
    return {
      refused: 'Deadline makes its tasks by itself, of one size and one call for all; these chunks are not so.',
    };
  }
  if (chunks.size > 1 && chunks.step > 1) {
    return {
      refused: 'Deadline tells a task only its first and last frame: for frames at steps set the chunk size to 1.',
    };
  }
  const frames = deadlineDialect.print?.(FrameList.of([frameRun(chunks.first, chunks.last, chunks.step)]));
  if (frames === undefined || 'refused' in frames) return { refused: frames?.refused ?? 'It cannot be written.' };
  if (layer.successCodes.some((code) => code !== 0)) {
    return { refused: 'Deadline takes only the exit code 0 for success.' };
  }
  const fault = argumentsFault(template, settings.platform) ?? textFault(order, template);
  return fault === undefined ? { order, template, chunks, frames: frames.text } : { refused: fault };
}

/** What is sent to `/api/jobs`: a job of the CommandLine plug-in. */
export function deadlineJob(settings: FarmSettings, { order, template, chunks, frames }: DeadlineOrder): object {
  const { key, job, layer, pool, group, limits } = order;
  const output = outputOf(order);
  return {
    JobInfo: {
      Plugin: 'CommandLine',
      Name: oneLine(`${job.name} – ${layer.name}`),
      BatchName: oneLine(job.name),
      ...(job.comment !== '' && { Comment: oneLine(job.comment) }),
      UserName: oneLine(settings.user ?? job.owner),
      Frames: frames,
      ChunkSize: String(chunks.size),
      Priority: String(job.priority),
      InitialStatus: job.paused ? 'Suspended' : 'Active',
      ...(pool !== undefined && { Pool: pool }),
      ...(group !== undefined && { Group: group }),
      ...(limits.length > 0 && { LimitGroups: limits.join(',') }),
      ...(layer.timeout !== undefined && {
        TaskTimeoutSeconds: String(Math.ceil(layer.timeout)),
        OnTaskTimeout: 'Error',
      }),
      // A task fails after its last try; the job as a whole never does because of errors.
      OverrideTaskFailureDetection: 'true',
      FailureDetectionTaskErrors: String(layer.retries + 1),
      OverrideJobFailureDetection: 'true',
      FailureDetectionJobErrors: '0',
      ...numbered(
        'EnvironmentKeyValue',
        Object.entries(template.environment).map(([name, it]) => `${name}=${it}`),
      ),
      ...numbered('ExtraInfoKeyValue', [`${KEY_NAME}=${key}`, `ComplineJob=${job.id}`]),
      ...(output !== undefined && { OutputDirectory0: output.folder, OutputFilename0: output.name }),
    },
    PluginInfo: {
      Executable: template.program,
      Arguments: deadlineArguments(template),
      StartupDirectory: template.cwd,
      ShellExecute: 'False',
      Shell: 'default',
      SingleFramesOnly: 'False',
    },
    AuxFiles: [],
  };
}

/** Where the first file goes, with `####` where its frame stands. */
export function outputOf({ tasks }: Pick<FarmOrder, 'tasks'>): { folder: string; name: string } | undefined {
  const [task] = tasks;
  const file = task?.outputs[0];
  const [, folder, base] = /^(.*)[\\/]([^\\/]+)$/.exec(file ?? '') ?? [];
  if (task === undefined || folder === undefined || base === undefined) return undefined;
  const numbers = [...base.matchAll(/\d+/g)].filter(([digits]) => Number(digits) === task.frames.first);
  const last = numbers.at(-1);
  if (last === undefined) return { folder, name: base };
  const hashes = '#'.repeat(last[0].length);
  return { folder, name: `${base.slice(0, last.index)}${hashes}${base.slice(last.index + last[0].length)}` };
}

function textFault(
  { limits, pool, group }: FarmOrder,
  { program, cwd, environment }: CallTemplate,
): string | undefined {
  const wrong = [program, cwd, ...limits, pool ?? '', group ?? ''].find((text) => /\p{Cc}/u.test(text));
  if (wrong !== undefined) return `There is a line break or a control character in ${oneLine(wrong)}.`;
  if (program !== program.trim()) return `Deadline takes away the blanks around the program ${program}.`;
  for (const [name, value] of Object.entries(environment)) {
    if (!/^[^=\s\p{Cc}]+$/u.test(name)) return `The variable ${oneLine(name)} has a name that Deadline cannot hold.`;
    if (/\p{Cc}/u.test(value)) return `There is a line break or a control character in the variable ${name}.`;
  }
  const comma = limits.find((limit) => limit.includes(','));
  return comma === undefined ? undefined : `Deadline has no limit with a comma in its name: ${comma}.`;
}

const numbered = (name: string, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`${name}${index}`, value]));
