import { ComplineError } from '../../../protocol/errors.ts';
import { timeOfSeconds } from '../http/answer-times.ts';
import { farmUnreachable } from '../http/farm-error.ts';
import { readArrayExpression, UNREADABLE } from './array-expression.ts';
import { type ProgramOptions, runSlurm } from './slurm-program.ts';
import { exitCodeOf, gpusIn, isUp, minutesOf } from './slurm-texts.ts';
import {
  COMMENT,
  type JobChange,
  type JobWish,
  type SlurmCluster,
  type SlurmJob,
  type SlurmNode,
  type SlurmPartition,
  type SlurmWay,
} from './slurm-way.ts';

/** Between the fields of a line: nothing that people name holds it. */
const FIELD = '\x1f';
/** What `squeue` is asked for, in this order. The comment is last. */
const FIELDS = [
  ...['ArrayJobID', 'ArrayTaskID', 'State', 'Reason', 'exit_code', 'RestartCnt', 'BatchHost', 'StartTime', 'EndTime'],
  ...['nice', 'PriorityLong', 'UserName', 'Comment'],
] as const;

/** What is said of a job that has ended or is not there. */
const GONE = /invalid job id|already complet|already finished/i;

/** Talks to Slurm by its commands. Jobs are those of the user who runs them. */
export class SlurmCommands implements SlurmWay {
  readonly #farm: string;
  readonly #user: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(parts: { readonly farm: string; readonly user: string; readonly environment: NodeJS.ProcessEnv }) {
    this.#farm = parts.farm;
    this.#user = parts.user;
    this.#environment = parts.environment;
  }

  async submit(wish: JobWish, signal: AbortSignal): Promise<string> {
    const text = await this.#sbatch(['--parsable'], wish, signal);
    const [, id] = /^(\d+)(?:;\S+)?\s*$/.exec(text) ?? [];
    if (id === undefined) throw farmUnreachable(this.#farm, `sbatch answered with no id of a job (${text.trim()}).`);
    return id;
  }

  async test(wish: JobWish, signal: AbortSignal): Promise<void> {
    await this.#sbatch(['--test-only'], wish, signal);
  }

  async jobs(signal: AbortSignal): Promise<readonly SlurmJob[]> {
    const format = FIELDS.map((it) => `${it}:${FIELD}`).join(',');
    const args = ['--noheader', '--states=all', `--user=${this.#user}`, `--Format=${format}`];
    // Slurm calls an id that it does not have invalid: so all of the user are asked for.
    return readQueue(await this.#run('squeue', args, signal));
  }

  async cancel(id: string, indices: string | undefined, signal: AbortSignal): Promise<void> {
    await this.#tell('scancel', ['--quiet', indices === undefined ? id : `${id}_[${indices}]`], signal);
  }

  async change(id: string, change: JobChange, signal: AbortSignal): Promise<void> {
    if ('nice' in change) await this.#tell('scontrol', ['update', `JobId=${id}`, `Nice=${change.nice}`], signal);
    else await this.#tell('scontrol', [change.hold ? 'hold' : 'release', id], signal);
  }

  async cluster(signal: AbortSignal): Promise<SlurmCluster> {
    const fields = ['%N', '%P', '%T', '%c', '%m', '%G', '%l'].join(FIELD);
    const [nodes, version, licenses] = await Promise.all([
      this.#run('sinfo', ['--noheader', '--Node', `--format=${fields}`], signal),
      this.#run('sinfo', ['--version'], signal),
      this.#run('scontrol', ['--oneliner', 'show', 'licenses'], signal),
    ]);
    return { ...readNodes(nodes), version: version.trim(), licenses: readLicenses(licenses) };
  }

  #sbatch(kind: readonly string[], wish: JobWish, signal: AbortSignal): Promise<string> {
    const { timeLimit, gpus } = wish;
    const options: readonly (readonly [string, string | number | undefined])[] = [
      ['job-name', wish.name],
      ['comment', wish.comment],
      ['array', wish.array],
      ['chdir', wish.folder],
      ['output', wish.output],
      ['open-mode', 'append'],
      ['nice', wish.nice],
      ['nodes', 1],
      ['ntasks', 1],
      // All of what the command itself is given below, which is no more than the job is to have.
      ['export', 'ALL'],
      ['partition', wish.partition],
      ['qos', wish.qos],
      ['account', wish.account],
      ['licenses', wish.licenses],
      ['time', timeLimit],
      ['cpus-per-task', wish.cpus],
      ['mem', wish.memory === undefined ? undefined : `${wish.memory}M`],
      ['gres', gpus === undefined ? undefined : `gpu:${gpus}`],
    ];
    const args = [
      ...kind,
      '--requeue',
      ...(wish.hold ? ['--hold'] : []),
      ...options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
    ];
    // Nothing of what the core was started in goes along: a job's environment can be read by others.
    const environment = onlyOf(this.#environment, /^(?:SLURM_CONF|HOME|USER|LOGNAME|PATH|LANG)$/);
    return runSlurm('sbatch', args, { farm: this.#farm, environment }, signal, wish.script);
  }

  /** Has something done with a job. What has ended in the meantime needs nothing done. */
  async #tell(program: string, args: readonly string[], signal: AbortSignal): Promise<void> {
    try {
      await this.#run(program, args, signal);
    } catch (error) {
      const isGone = ComplineError.is(error, 'farm-refused') && GONE.test(error.message);
      if (!isGone) throw error;
    }
  }

  #run(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
    const options: ProgramOptions = {
      farm: this.#farm,
      // Whole lists of indices, and times as seconds since 1970.
      environment: {
        ...onlyOf(this.#environment, /^(?!SQUEUE_|SINFO_|SLURM_)|^SLURM_CONF$/),
        LC_ALL: 'C.UTF-8',
        SLURM_BITSTR_LEN: '0',
        SLURM_TIME_FORMAT: '%s',
      },
    };
    return runSlurm(program, args, options, signal);
  }
}

const onlyOf = (environment: NodeJS.ProcessEnv, names: RegExp): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => names.test(name)));

/** The lines of `squeue` that are of Compline's jobs. */
function readQueue(text: string): readonly SlurmJob[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes(`${FIELD}${COMMENT}`)) return [];
    const [id, index, state, reason, exit, restarts, host, began, ended, nice, priority, user, comment] =
      line.split(FIELD);
    // What is no array is no job of Compline's, whatever its comment is.
    if (id === undefined || state === undefined || index?.trim() === 'N/A') return [];
    const elements = readArrayExpression(index ?? '') ?? UNREADABLE;
    const startedAt = timeOfSeconds(Number(began));
    const endedAt = timeOfSeconds(Number(ended));
    return [
      {
        id: id.trim(),
        elements,
        states: [state],
        ...(!isNothing(reason) && { reason }),
        ...(/^\d+$/.test(exit ?? '') && { exitCode: exitCodeOf(Number(exit)) }),
        restarts: Number(restarts) || 0,
        ...(!isNothing(host) && { host }),
        ...(startedAt !== undefined && { startedAt }),
        ...(endedAt !== undefined && { endedAt }),
        nice: Number(nice) || 0,
        priority: Number(priority) || 0,
        user: user ?? '',
        comment: (comment ?? '').trim(),
      },
    ];
  });
}

const isNothing = (text: string | undefined): text is undefined =>
  text === undefined || ['', 'None', 'N/A', 'n/a', '(null)'].includes(text.trim());

/** The lines of `sinfo`, one for a machine in a partition. */
function readNodes(text: string): Pick<SlurmCluster, 'nodes' | 'partitions'> {
  const nodes = new Map<string, SlurmNode & { readonly partitions: string[] }>();
  const partitions = new Map<string, SlurmPartition>();
  for (const line of text.split('\n')) {
    const [name = '', partition = '', state = '', cpus, memory, gres = '', limit = ''] = line.split(FIELD);
    if (partition === '') continue;
    const timeLimit = minutesOf(limit.trim());
    const plain = partition.replace(/\*$/, '');
    partitions.set(plain, {
      name: plain,
      isDefault: partition.endsWith('*'),
      ...(timeLimit !== undefined && { timeLimit }),
    });
    if (name === '') continue;
    const node = nodes.get(name) ?? {
      name,
      isUp: isUp([state.trim()]),
      // A plus: machines of several sizes were put into one line.
      cpus: Number.parseInt(cpus ?? '', 10) || 0,
      memory: Number.parseInt(memory ?? '', 10) || 0,
      gpus: gpusIn(gres),
      partitions: [],
    };
    node.partitions.push(plain);
    nodes.set(name, node);
  }
  return { nodes: [...nodes.values()], partitions: [...partitions.values()] };
}

const readLicenses = (text: string): readonly string[] =>
  [...text.matchAll(/^LicenseName=(\S+)/gm)].flatMap(([, name]) => (name === undefined ? [] : [name]));
