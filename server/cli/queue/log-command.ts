import { type Command, InvalidArgumentError } from 'commander';
import { type LogLevel, logLevelSchema } from '../../protocol/job-logs.ts';
import type { CommandContext, RunAction } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';
import { endCodeOf } from './await-jobs.ts';
import { findJob } from './find-job.ts';
import { followLog, logText } from './follow-log.ts';
import { names, wholeNumber } from './option-values.ts';

/** Lines that are printed where nobody says how many. */
const USUAL_LINES = 10_000;
/** Lines that one answer of the core may hold. */
const MOST_LINES = 50_000;

interface LogOptions {
  readonly task?: string;
  readonly attempt?: number;
  readonly follow?: boolean;
  readonly level?: readonly LogLevel[];
  readonly search?: string;
  readonly lines: number;
  readonly json?: boolean;
}

/** `compline queue log`. */
export function addLog(queue: Command, { terminal, core }: CommandContext, run: RunAction): void {
  queue
    .command('log <job>')
    .description("What a job's renderers have printed, oldest first: task/attempt, time, level, text.")
    .option('--task <task>', 'only of this task: 1.2 is the second of the first layer')
    .option('--attempt <number>', 'only of attempts with this number', wholeNumber(1))
    .option('--follow', 'go on with what is written, until the job has ended; Ctrl+C ends this alone')
    .option('--level <levels>', `only lines of these: ${logLevelSchema.options.join(', ')}`, levels)
    .option('--search <words>', 'only lines that hold all of these words, in any letter case')
    .option('--lines <number>', 'the last lines only', wholeNumber(1, MOST_LINES), USUAL_LINES)
    .option('--json', 'print JSON; with --follow each line as a document of its own')
    .action((word: string, options: LogOptions) =>
      run(options.json === true, () =>
        withCore(core.connect(), async (it) => {
          const { task, attempt, follow = false, level, search, lines, json = false } = options;
          const job = await findJob(it, word);
          const wish = {
            job,
            limit: lines,
            ...(task !== undefined && { task }),
            ...(attempt !== undefined && { attempt }),
            ...(level !== undefined && { levels: [...level] }),
            ...(search !== undefined && { search }),
          };
          if (follow) {
            const ended = await followLog(it, wish, terminal, json);
            return ended === undefined ? exitCodes.interrupted : endCodeOf([ended]);
          }
          const page = await it.request('queue/log-lines', wish);
          if (json) {
            // The text of the whole task as well, for scripts that read that.
            const log = await it.request('queue/log', { job, ...(task !== undefined && { task }) });
            printJson(terminal, { ...log, ...page });
            return exitCodes.success;
          }
          if (page.truncated) terminal.err('Lines before these are left out: --lines says how many are printed.\n');
          terminal.out(logText(page.lines, terminal.paint));
          return exitCodes.success;
        }),
      ),
    );
}

function levels(text: string, before: readonly LogLevel[] = []): LogLevel[] {
  const known = names(text).map((name) => {
    const level = logLevelSchema.safeParse(name.toLowerCase());
    if (level.success) return level.data;
    throw new InvalidArgumentError(`Write ${logLevelSchema.options.join(', ')}.`);
  });
  return [...before, ...known];
}
