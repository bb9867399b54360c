import { l10n } from 'vscode';
import type { Attempt, Job, Task, TaskState } from '../../server/protocol/jobs.ts';
import { formatFrames, formatTime } from '../views/format.ts';
import { facts, type Row } from '../views/row.ts';
import { attemptLook, type Look, stateText, taskLook } from './job-look.ts';
import { attemptRowId, jobRowId, layerRowId, type RowPlace, taskRowId } from './row-ids.ts';

type Layer = Job['layers'][number];

/** The rows under a row of a job: its layers, or its tasks where it has one layer; tasks of a layer; attempts of a task. */
export function rowsUnder(job: Job, { layer, task }: RowPlace): Row[] {
  if (task !== undefined) return attemptRows(job, task);
  if (layer !== undefined) return taskRows(job, layer, layerRowId(job.id, layer));
  if (job.layers.length === 1) return taskRows(job, 0, jobRowId(job.id));
  return job.layers.map((_, index) => layerRow(job, index));
}

function layerRow(job: Job, index: number): Row {
  const { name = '', tasks = [], needs, dependsOn = [] }: Partial<Layer> = job.layers[index] ?? {};
  const counts = new Map<TaskState, number>();
  for (const { state } of tasks) counts.set(state, (counts.get(state) ?? 0) + 1);
  const state = layerState(counts, tasks.length);
  const done = (counts.get('completed') ?? 0) + (counts.get('skipped') ?? 0);
  const said = state === 'completed' ? [] : [l10n.t('{0} of {1} chunks', done, tasks.length)];
  const failed = counts.get('failed') ?? 0;
  if (failed > 0) said.push(l10n.t('{0} failed', failed));
  const description = state === 'completed' ? stateText(state) : said.join(', ');
  const waitsFor = dependsOn.map((it) => [it.job, it.layer].filter((part) => part !== undefined).join(' / '));
  return {
    id: layerRowId(job.id, index),
    label: name,
    description,
    icon: { id: 'layers', ...(LAYER_COLORS[state] !== undefined && { color: LAYER_COLORS[state] }) },
    context: `layer ${state}`,
    spoken: l10n.t('layer {0}, {1}', name, description),
    expansion: 'collapsed',
    parent: jobRowId(job.id),
    tooltip: facts(
      ...[...counts].map(([it, count]): [string, string] => [stateText(it), String(count)]),
      [l10n.t('Waits for'), waitsFor.join(', ')],
      [l10n.t('Threads'), needs?.threads],
      [l10n.t('GPUs'), needs?.gpus],
    ),
  };
}

const LAYER_COLORS: Partial<Readonly<Record<TaskState, string>>> = {
  running: 'charts.blue',
  completed: 'charts.green',
  failed: 'charts.red',
};

function layerState(counts: ReadonlyMap<TaskState, number>, total: number): TaskState {
  const some = (['running', 'failed', 'waiting', 'cancelled'] as const).find((it) => counts.has(it));
  return some ?? (counts.get('skipped') === total && total > 0 ? 'skipped' : 'completed');
}

function taskRows(job: Job, index: number, parent: string): Row[] {
  const layer = job.layers[index];
  return layer === undefined ? [] : layer.tasks.map((task) => taskRow(job, layer, task, parent));
}

function taskRow(job: Job, layer: Layer, task: Task, parent: string): Row {
  const { icon, text, spoken } = taskLook(task);
  const label = l10n.t('Frames {0}', formatFrames(task.frames));
  const tries = task.attempts.length;
  const host = task.attempts.at(-1)?.host;
  const tried = (it: string): string => (tries > 1 ? l10n.t('{0}, attempt {1}', it, tries) : it);
  // What waits is on no machine, whatever it was on before.
  const beside = task.state === 'waiting' ? task.farmSays : host;
  const told = (it: string): string => (beside === undefined ? tried(it) : `${tried(it)} · ${beside}`);
  const isDone = task.state === 'completed' || task.state === 'skipped';
  const abilities = [...(isDone ? [] : ['skippable']), ...(task.state === 'waiting' ? [] : ['requeueable'])];
  return {
    id: taskRowId(job.id, task.id),
    label,
    description: told(text),
    icon,
    context: ['task', task.state, ...abilities].join(' '),
    spoken: `${label}, ${told(spoken)}`,
    ...(tries > 0 && { expansion: 'collapsed' }),
    parent,
    tooltip: [
      { value: tried(text) },
      ...facts(
        [l10n.t('Layer'), layer.name],
        [l10n.t('Machine'), host],
        [l10n.t('Farm says'), task.farmSays],
        [l10n.t('Last error'), task.attempts.findLast((it) => it.reason !== undefined)?.reason],
      ),
    ],
  };
}

function attemptRows(job: Job, id: string): Row[] {
  const task = job.layers.flatMap((it) => it.tasks).find((it) => it.id === id);
  return task === undefined ? [] : task.attempts.map((it) => attemptRow(job, task, it)).reverse();
}

function attemptRow(job: Job, task: Task, attempt: Attempt): Row {
  const look: Look = attemptLook(attempt);
  const label = l10n.t('Attempt {0}', attempt.number);
  const description = [look.text, formatTime(attempt.startedAt)].filter((it) => it !== undefined).join(' · ');
  return {
    id: attemptRowId(job.id, task.id, attempt.number),
    label,
    description,
    icon: look.icon,
    context: `attempt ${attempt.state}`,
    spoken: `${label}, ${description}`,
    parent: taskRowId(job.id, task.id),
    tooltip: [
      { value: look.text },
      ...facts(
        [l10n.t('Started'), formatTime(attempt.startedAt)],
        [l10n.t('Ended'), formatTime(attempt.endedAt)],
        [l10n.t('Exit code'), attempt.exitCode],
        [l10n.t('Machine'), attempt.host],
        [l10n.t('Process'), attempt.process],
        [l10n.t('GPUs'), attempt.gpus?.join(', ')],
      ),
    ],
  };
}
