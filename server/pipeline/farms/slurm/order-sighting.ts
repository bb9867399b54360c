import type { OrderSighting, TakenOrder, TaskSighting } from '../driver/farm-driver.ts';
import { indicesOf } from './array-expression.ts';
import { type ChunkFiles, chunkFiles, type ExitNote, readExitNote } from './exit-notes.ts';
import { standingOf } from './slurm-states.ts';
import type { SlurmJob } from './slurm-way.ts';

/**
 * Tells of orders by what Slurm says of their jobs, and by the notes that chunks have left where it says nothing of them.
 *
 * A chunk that Slurm no longer has, of a job that it has: with a note, it ended so; without any file, it never began,
 * which is what a chunk that was cancelled while it waited leaves; with a log and no note, it was ended from outside,
 * and counts as failed. Of a job that is gone as a whole, the notes tell only where there is one for every chunk: all
 * else is the desk's to judge.
 */
export class OrderSightings {
  /** The notes that were read already, by order and chunk: they do not change, and shares are slow. */
  #notes = new Map<string, Map<number, ExitNote>>();

  /** What is kept of orders that are not among these is let go. */
  keepOnly(orders: readonly TakenOrder[]): void {
    const kept = new Map<string, Map<number, ExitNote>>();
    for (const { key } of orders) {
      const notes = this.#notes.get(key);
      if (notes !== undefined) kept.set(key, notes);
    }
    this.#notes = kept;
  }

  async of(order: TakenOrder, jobs: readonly SlurmJob[]): Promise<OrderSighting> {
    const count = order.tasks.length;
    const seen: (TaskSighting | undefined)[] = Array.from({ length: count });
    let cut: { readonly from: number; readonly like: Omit<TaskSighting, 'task'> } | undefined;
    for (const job of jobs) {
      const like = sightingOf(job);
      let behind = 0;
      for (const task of indicesOf(job.elements, count)) {
        seen[task] = { ...like, task };
        behind = Math.max(behind, task + 1);
      }
      if (job.elements.isCut) cut = { from: behind, like };
    }
    const notes = this.#notesOf(order, seen);
    const missing = seen.flatMap((it, task) => (it === undefined ? [task] : []));
    if (missing.length === 0) return { kind: 'seen', tasks: seen.filter((it) => it !== undefined) };
    // Once all of them have their notes, the share is left alone.
    const files = missing.every((task) => notes.has(task))
      ? new Map<number, ChunkFiles>()
      : await chunkFiles(order.folder.here);
    await readNotes(order, missing, files, notes);
    if (jobs.length === 0 && missing.some((task) => !notes.has(task))) return { kind: 'forgotten' };
    for (const task of missing) {
      const note = notes.get(task);
      if (note !== undefined) seen[task] = ofNote(task, note);
      // One of those that Slurm had no room to name, or one that has no trace: as long as others wait, it may.
      else if (cut !== undefined && task >= cut.from) seen[task] = { ...cut.like, task };
      else seen[task] = ofNothing(task, files.get(task));
    }
    return { kind: 'seen', tasks: seen.filter((it) => it !== undefined) };
  }

  /** The notes that are known of an order's chunks; what Slurm has again may leave another one. */
  #notesOf(order: TakenOrder, seen: readonly (TaskSighting | undefined)[]): Map<number, ExitNote> {
    const notes = this.#notes.get(order.key) ?? new Map<number, ExitNote>();
    this.#notes.set(order.key, notes);
    for (const task of notes.keys()) if (seen[task] !== undefined) notes.delete(task);
    return notes;
  }
}

/** Reads the notes of chunks that are not known yet. */
async function readNotes(
  order: TakenOrder,
  tasks: readonly number[],
  files: ReadonlyMap<number, ChunkFiles>,
  notes: Map<number, ExitNote>,
): Promise<void> {
  for (const task of tasks) {
    const file = files.get(task);
    if (file === undefined || notes.has(task) || !file.hasEnded) continue;
    const note = await readExitNote(order.folder.here, task, file.run);
    if (note !== undefined) notes.set(task, note);
  }
}

/** What Slurm says of elements, without their places. */
function sightingOf(job: SlurmJob): Omit<TaskSighting, 'task'> {
  const { standing, reason: meaning } = standingOf(job.states, job.host !== undefined);
  const hasBegun = standing !== 'waiting';
  const isOver = hasBegun && standing !== 'running';
  const reason = reasonOf(job, meaning);
  return {
    standing,
    run: job.restarts,
    ...(job.host !== undefined && { host: job.host }),
    // 0 stands for all codes of success: which one it was is not known.
    ...(isOver && standing !== 'completed' && job.exitCode !== undefined && { exitCode: job.exitCode }),
    ...(reason !== undefined && { reason }),
    // Before it has begun, this is when Slurm guesses that it will.
    ...(hasBegun && job.startedAt !== undefined && { startedAt: job.startedAt }),
    ...(isOver && job.endedAt !== undefined && { endedAt: job.endedAt }),
  };
}

function reasonOf({ states, reason }: SlurmJob, meaning: string | undefined): string | undefined {
  if (meaning === undefined) return undefined;
  const said = reason === undefined || reason === 'NonZeroExitCode' ? undefined : reason;
  const name = states.includes('PENDING') ? said : [...states, ...(said === undefined ? [] : [said])].join(', ');
  return name === undefined ? meaning : `${meaning} Slurm: ${name}.`;
}

const ofNote = (task: number, note: ExitNote): TaskSighting => ({
  task,
  standing: note.isSuccess ? 'completed' : 'failed',
  run: note.run,
  host: note.host,
  exitCode: note.exitCode,
  startedAt: note.startedAt,
  endedAt: note.endedAt,
});

const ofNothing = (task: number, file: ChunkFiles | undefined): TaskSighting =>
  file === undefined
    ? { task, standing: 'cancelled', reason: 'Slurm no longer has it, and it never began: it was cancelled.' }
    : { task, standing: 'failed', run: file.run, reason: 'It was ended from outside, and Slurm has forgotten why.' };
