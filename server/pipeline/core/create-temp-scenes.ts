import path from 'node:path';
import type { Logger } from 'pino';
import { rootsHere } from '../../project/roots-here.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { JobState } from '../../protocol/jobs.ts';
import { fileOperations } from '../files/file-operations.ts';
import { projectOf } from '../publish/collect.ts';
import type { Queue } from '../queue/queue.ts';
import { isActive } from '../queue/transitions.ts';
import { openScene } from '../submit/scene-facts.ts';
import { type JobStanding, type TempScene, TempScenes } from '../submit/temp-scenes.ts';

/** The temporary scenes of a queue's jobs, with their records in `folder`. */
export const createTempScenes = (folder: string, queue: Pick<Queue, 'list' | 'stateOf'>, log: Logger): TempScenes =>
  new TempScenes({
    ...{ folder, log, files: fileOperations, now: Date.now },
    make: tempSceneBytes,
    standingsOf: async (jobs) => {
      const states =
        jobs.length > MOST_ASKED
          ? (await queue.list({ archived: true, limit: MOST_LISTED })).jobs.map(({ id, state }) => [id, state] as const)
          : await Promise.all(jobs.map(async (id) => [id, await queue.stateOf(id)] as const));
      return new Map(states.flatMap(([id, state]) => (state === undefined ? [] : [[id, standingIn(state)] as const])));
    },
  });

/** More jobs than so many are found by one listing, which reads no tasks. */
const MOST_ASKED = 20;

/** More than the queue keeps. */
const MOST_LISTED = 1_000_000;

const standingIn = (state: JobState): JobStanding => (isActive(state) ? 'live' : 'ended');

async function tempSceneBytes({ scene, layer, output }: TempScene): Promise<Uint8Array> {
  const { config } = await projectOf(scene);
  const opened = await openScene(scene, rootsHere(config.roots));
  const { alone } = opened.of(layer);
  if (alone !== undefined) return alone.make(output);
  const message = `${path.basename(scene)} is no scene of which ${layer} can be rendered alone.`;
  throw new ComplineError({ code: 'not-supported', message, nextStep: 'Submit the render again.', path: scene });
}
