import { l10n } from 'vscode';
import type { WorkerList } from '../../server/protocol/queue.ts';
import type { Gpu, SystemInfo } from '../../server/protocol/system.ts';
import { attemptRowId } from '../queue/row-ids.ts';
import { formatFrames, formatSize, formatTime } from '../views/format.ts';
import { facts, type Row } from '../views/row.ts';
import type { RunningAttempt } from './running-attempts.ts';

/** What is known of the machine and of what runs on it. */
export interface SystemState {
  readonly system: SystemInfo;
  readonly running: readonly RunningAttempt[];
  /** Why nothing starts, where that is so. */
  readonly held?: WorkerList['held'];
}

const GPUS_ROW = 'system:gpus';
const RUNNING_ROW = 'system:running';

/** The GPU that a row stands for, by the driver's number. */
export function gpuOfRow(id: string): number | undefined {
  const number = /^system:gpu:(?<gpu>\d+)$/.exec(id)?.groups?.gpu;
  return number === undefined ? undefined : Number(number);
}

/** The rows under one, or the outermost. */
export function systemRows(state: SystemState, parent: string | undefined): readonly Row[] {
  const { system, running } = state;
  switch (parent) {
    case undefined:
      return [cpuRow(system), memoryRow(system), gpusRow(system), rendersRow(system), runningRow(state)];
    case GPUS_ROW:
      return system.gpus.map(gpuRow);
    case RUNNING_ROW:
      return running.map(attemptRow);
    default:
      return [];
  }
}

/** All rows, each with those under it. */
export function allSystemRows(state: SystemState): ReadonlyMap<string | undefined, readonly Row[]> {
  return new Map([undefined, GPUS_ROW, RUNNING_ROW].map((parent) => [parent, systemRows(state, parent)]));
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((it) => it !== undefined).join(' · ');

/** A row whose spoken text is what is shown. */
function plainRow(row: Omit<Row, 'spoken'>): Row {
  return { ...row, spoken: `${row.label}, ${row.description}` };
}

function cpuRow({ cpu, machine, platform }: SystemInfo): Row {
  const threads = cpu.threads === 1 ? l10n.t('1 thread') : l10n.t('{0} threads', cpu.threads);
  const cores =
    cpu.cores === undefined ? undefined : cpu.cores === 1 ? l10n.t('1 core') : l10n.t('{0} cores', cpu.cores);
  const load = cpu.load?.toFixed(1);
  return plainRow({
    id: 'system:cpu',
    label: l10n.t('CPU'),
    description: joined([load === undefined ? threads : l10n.t('load {0} on {1}', load, threads), cpu.model]),
    icon: { id: 'chip' },
    context: 'cpu',
    tooltip: facts(
      [l10n.t('Machine'), machine],
      [l10n.t('Platform'), platform],
      [l10n.t('Model'), cpu.model],
      [l10n.t('Processors'), [cores, threads].filter((it) => it !== undefined).join(', ')],
      [l10n.t('Load in the last minute, in threads'), load],
    ),
  });
}

function memoryRow({ memory }: SystemInfo): Row {
  return plainRow({
    id: 'system:memory',
    label: l10n.t('Memory'),
    description: l10n.t('{0} of {1} free', formatSize(memory.free), formatSize(memory.total)),
    icon: { id: 'server' },
    context: 'memory',
    tooltip: facts([l10n.t('Free'), formatSize(memory.free)], [l10n.t('Total'), formatSize(memory.total)]),
  });
}

function gpusRow({ gpus, noGpus }: SystemInfo): Row {
  const kept = gpus.filter(({ reserved }) => reserved).length;
  const none = noGpus ?? l10n.t('none is known');
  const count = kept === 0 ? String(gpus.length) : l10n.t('{0}, {1} reserved', gpus.length, kept);
  return plainRow({
    id: GPUS_ROW,
    label: l10n.t('GPUs'),
    description: gpus.length === 0 ? none : count,
    icon: { id: 'circuit-board' },
    context: gpus.length === 0 ? 'noGpus' : 'gpus',
    ...(gpus.length > 0 && { expansion: 'expanded' }),
    tooltip: gpus.length === 0 ? [{ value: none }] : [],
  });
}

function gpuRow({ id, name, memoryTotal, memoryFree, load, driver, hasDisplay, reserved }: Gpu): Row {
  const memory = memoryTotal === undefined ? undefined : memoryText(memoryTotal, memoryFree);
  const busy = load === undefined ? undefined : l10n.t('{0} % busy', load);
  const display = hasDisplay === true ? l10n.t('has the screen') : undefined;
  const kept = reserved ? l10n.t('reserved') : undefined;
  return plainRow({
    id: `system:gpu:${id}`,
    label: l10n.t('GPU {0}', id),
    description: joined([kept, name, busy, memory, display]),
    icon: reserved ? { id: 'lock', color: 'charts.yellow' } : { id: 'circuit-board', color: 'charts.green' },
    context: reserved ? 'gpu reserved' : 'gpu free',
    parent: GPUS_ROW,
    tooltip: [
      { value: reserved ? l10n.t('Kept for interactive work: renders do not get it.') : l10n.t('Renders may use it.') },
      ...facts(
        [l10n.t('Name'), name],
        [l10n.t('Driver'), driver],
        [l10n.t('Memory'), memory],
        [l10n.t('Load'), busy],
        [l10n.t('Display'), display],
      ),
    ],
  });
}

const MEBIBYTE = 1024 * 1024;

function memoryText(total: number, free: number | undefined): string {
  const all = formatSize(total * MEBIBYTE);
  return free === undefined ? all : l10n.t('{0} of {1} free', formatSize(free * MEBIBYTE), all);
}

function rendersRow({ renders, gpus }: SystemInfo): Row {
  const { calls, threads, threadsEach, threadsReserved } = renders;
  const which = gpus.length === 0 ? undefined : renders.gpus.join(', ') || l10n.t('none');
  const each = l10n.t('threads: {0} each, {1} in all', threadsEach, threads);
  const kept = threadsReserved === 0 ? undefined : l10n.t('{0} reserved', threadsReserved);
  return plainRow({
    id: 'system:renders',
    label: l10n.t('For Renders'),
    description: joined([calls === 1 ? l10n.t('1 call') : l10n.t('{0} calls', calls), each, kept]),
    icon: { id: 'dashboard' },
    context: 'renders',
    tooltip: facts(
      [l10n.t('Calls at the same time'), calls],
      [l10n.t('Threads of all calls'), threads],
      [l10n.t('Threads of one call'), threadsEach],
      [l10n.t('Threads for interactive work'), threadsReserved],
      [l10n.t('GPUs'), which],
    ),
  });
}

function runningRow({ running, held }: SystemState): Row {
  const nothing = held ?? l10n.t('nothing');
  return plainRow({
    id: RUNNING_ROW,
    label: l10n.t('Running Here'),
    description: running.length === 0 ? nothing : joined([String(running.length), held]),
    icon: held === undefined ? { id: 'play-circle' } : { id: 'warning', color: 'list.warningForeground' },
    context: 'running',
    ...(running.length > 0 && { expansion: 'expanded' }),
    tooltip: held === undefined ? [] : [{ value: held }],
  });
}

function attemptRow({ job, task, number, ...known }: RunningAttempt): Row {
  const { jobName = job, layer, frames, process, threads, gpus = [], startedAt } = known;
  const which = gpus.length === 0 ? undefined : l10n.t('GPU {0}', gpus.join(', '));
  const of = threads === undefined ? undefined : threads === 1 ? l10n.t('1 thread') : l10n.t('{0} threads', threads);
  return plainRow({
    id: attemptRowId(job, task, number),
    label: [jobName, layer].filter((it) => it !== undefined).join(' / '),
    description: joined([
      frames === undefined ? undefined : l10n.t('Frames {0}', formatFrames(frames)),
      of,
      which,
      process === undefined ? undefined : l10n.t('process {0}', process),
    ]),
    icon: { id: 'sync~spin', color: 'charts.blue' },
    context: 'runningAttempt',
    parent: RUNNING_ROW,
    tooltip: facts(
      [l10n.t('Job'), job],
      [l10n.t('Task'), task],
      [l10n.t('Attempt'), number],
      [l10n.t('Started'), formatTime(startedAt)],
      [l10n.t('Process'), process],
      [l10n.t('Threads'), threads],
      [l10n.t('GPUs'), gpus.join(', ')],
    ),
    command: { id: 'compline.showJobLog', title: l10n.t('Show Job Log') },
  });
}
