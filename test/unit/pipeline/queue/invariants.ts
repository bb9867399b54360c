import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Capacity } from '../../../../server/pipeline/queue/choose-tasks.ts';
import { nextTaskState, type TaskEvent, taskEvents } from '../../../../server/pipeline/queue/transitions.ts';
import { needsSchema, type TaskState, taskStateSchema } from '../../../../server/protocol/jobs.ts';

const eventSchema = z.object({
  number: z.number(),
  job: z.string(),
  event: z.string(),
  task: z.string().nullable(),
  attempt: z.number().nullable(),
  fence: z.number().nullable(),
  from_state: taskStateSchema.nullable(),
  to_state: taskStateSchema.nullable(),
});

const isTaskEvent = (event: string): event is TaskEvent => (taskEvents as readonly string[]).includes(event);

/**
 * What is wrong with the record of a queue, told by its event table alone and held against its other tables: every event
 * leads from the state that the one before led to; no task is in two hands; fences only grow; nothing is given out twice;
 * the counters of jobs equal the sums over their tasks. What a farm has uses nothing of this machine, and nothing else is
 * handed over or taken back.
 */
export function brokenInvariants(database: DatabaseSync, capacity: Capacity): string[] {
  const faults: string[] = [];
  const needs = new Map(
    database
      .prepare('SELECT job, number, needs FROM layers')
      .all()
      .map((row) => [`${row.job}/${Number(row.number) + 1}`, needsSchema.parse(JSON.parse(String(row.needs)))]),
  );
  const elsewhere = new Set(
    database
      .prepare('SELECT id FROM jobs WHERE handing IS NOT NULL')
      .all()
      .map(({ id }) => String(id)),
  );
  const states = new Map<string, TaskState>();
  const hands = new Map<string, number>();
  const used = { slots: 0, threads: 0, memory: 0, gpus: 0 };
  let lastFence = 0;
  const take = (key: string, layer: string, sign: 1 | -1): void => {
    if (elsewhere.has(key.slice(0, key.lastIndexOf('/')))) return;
    const { threads = 0, memory = 0, gpus = 0 } = needs.get(layer) ?? {};
    used.slots += sign;
    used.threads += sign * threads;
    used.memory += sign * memory;
    used.gpus += sign * gpus;
    const isOver =
      used.slots > capacity.slots ||
      used.threads > capacity.threads ||
      used.memory > capacity.memory ||
      used.gpus > capacity.gpus.length;
    if (isOver) faults.push(`${key}: more is given out than there is: ${JSON.stringify(used)}`);
  };
  for (const row of database.prepare('SELECT * FROM events ORDER BY number').iterate()) {
    const { job, event, task, fence, from_state: from, to_state: to, number } = eventSchema.parse(row);
    if (task === null || !isTaskEvent(event)) continue;
    const key = `${job}/${task}`;
    const layer = `${job}/${Number.parseInt(task, 10)}`;
    const before = states.get(key) ?? 'waiting';
    if (from !== before) faults.push(`${number} ${key}: ${event} from ${from}, but it was ${before}`);
    if (to === null || nextTaskState(before, event) !== to) faults.push(`${number} ${key}: ${event} to ${to}`);
    states.set(key, to ?? before);
    if ((event === 'handOver' || event === 'takeBack') && !elsewhere.has(job)) {
      faults.push(`${number} ${key}: ${event}, but it is a job of this machine`);
    }
    if (event === 'start') {
      if (hands.has(key)) faults.push(`${number} ${key}: in two hands`);
      if (fence === null || fence <= lastFence) faults.push(`${number} ${key}: fence ${fence} after ${lastFence}`);
      lastFence = fence ?? lastFence;
      hands.set(key, lastFence);
      take(key, layer, 1);
    } else if (before === 'running') {
      const own = hands.get(key);
      if (fence !== null && own !== fence) faults.push(`${number} ${key}: ${event} of ${fence}, but ${own} had it`);
      if (to !== 'running') {
        hands.delete(key);
        take(key, layer, -1);
      }
    }
  }
  for (const { job, id, state, farm_order: order } of database
    .prepare('SELECT job, id, state, farm_order FROM tasks')
    .iterate()) {
    const told = states.get(`${job}/${id}`) ?? 'waiting';
    if (told !== state) faults.push(`${job}/${id} is ${state}, but its events say ${told}`);
    const isWithFarm = order !== null && elsewhere.has(String(job));
    if (order !== null && !isWithFarm) faults.push(`${job}/${id} is in the order ${order}, but not on a farm`);
    if (order !== null && state !== 'waiting' && state !== 'running') {
      faults.push(`${job}/${id} is ${state}, and yet in the order ${order}`);
    }
    if (state === 'running' && elsewhere.has(String(job)) && order === null) {
      faults.push(`${job}/${id} runs on a farm in no order`);
    }
  }
  return [...faults, ...wrongCounters(database)];
}

function wrongCounters(database: DatabaseSync): string[] {
  const sums = taskStateSchema.options.map((state) => `sum(t.state = '${state}') AS real_${state}`).join(', ');
  const kept = taskStateSchema.options.map((state) => `j.tasks_${state}`).join(', ');
  return database
    .prepare(
      `SELECT j.id, ${kept}, j.frames_total, j.frames_done, ${sums}, sum(t.last - t.first + 1) AS real_total,
         sum(t.frames_done) AS real_done FROM jobs j JOIN tasks t ON t.job = j.id GROUP BY j.id`,
    )
    .all()
    .filter(
      (row) =>
        taskStateSchema.options.some((state) => row[`tasks_${state}`] !== row[`real_${state}`]) ||
        row.frames_total !== row.real_total ||
        row.frames_done !== row.real_done,
    )
    .map((row) => `The counters of ${row.id} are wrong: ${JSON.stringify(row)}`);
}
