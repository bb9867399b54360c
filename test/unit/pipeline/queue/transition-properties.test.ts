import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyTransition, type TaskChange } from '../../../../server/pipeline/queue/apply-transition.ts';
import { countFrames } from '../../../../server/pipeline/queue/frame-chunk.ts';
import { newJobRecord, type TaskRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { LiveJob } from '../../../../server/pipeline/queue/live-job.ts';
import { countStates } from '../../../../server/pipeline/queue/task-counts.ts';
import { isActive, jobStateOf, nextTaskState, taskEvents } from '../../../../server/pipeline/queue/transitions.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';

const tasks = 5;

const started = (): LiveJob =>
  new LiveJob(
    newJobRecord(
      'a',
      jobOfTasks(Array.from({ length: tasks }, (_, index) => fakeTask('/r', index * 3 + 1, index * 3 + 1 + index))),
      { now: 0, revision: 1 },
    ),
  );

const taskIn = (job: LiveJob, id: string): TaskRecord => {
  const task = job.task(id);
  if (task === undefined) throw new Error(`There is no task ${id}.`);
  return task;
};

/** Some tasks, each with an event, that happen together. */
const step = fc.uniqueArray(fc.tuple(fc.nat(tasks - 1), fc.constantFrom(...taskEvents)), {
  selector: ([task]) => task,
  minLength: 1,
  maxLength: 3,
});

test(
  'whatever happens to tasks, the counters of their job equal the sums over them, and what cannot happen changes nothing',
  () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const job = started();
        for (const [index, events] of steps.entries()) {
          const changes = events.map(([task, event]): TaskChange => ({ task: `1.${task + 1}`, event }));
          const before = job.record;
          const isAllowed = changes.every(
            ({ task, event }) => nextTaskState(taskIn(job, task).state, event) !== undefined,
          );
          const apply = () =>
            applyTransition(job.head, (id) => taskIn(job, id), changes, { now: index, revision: index + 2 });
          if (!isAllowed) {
            expect(apply).toThrow(expect.objectContaining({ code: 'wrong-state' }));
            expect(job.record).toEqual(before);
            continue;
          }
          const transition = apply();
          job.take(transition, transition.head.revision);
          const all = [...job.tasks];
          const { head } = job;
          expect(head.tasks).toEqual(countStates(all.map(({ state }) => state)));
          expect(head.framesDone).toBe(
            all.reduce((sum, { state, frames }) => sum + (state === 'completed' ? countFrames(frames) : 0), 0),
          );
          expect(head.framesTotal).toBe(all.reduce((sum, { frames }) => sum + countFrames(frames), 0));
          expect(head.state).toBe(jobStateOf(head.tasks));
          expect(head.endedAt !== undefined).toBe(!isActive(head.state));
          expect(transition.change.events.map(({ task, from, to }) => [task, from, to])).toEqual(
            changes.map(({ task, event }) => {
              const { state } = before.layers[0]?.tasks.find(({ id }) => id === task) ?? { state: 'waiting' as const };
              return [task, state, nextTaskState(state, event)];
            }),
          );
        }
      }),
      { numRuns: fuzzRuns(200) },
    );
  },
  FUZZ_TIMEOUT,
);
