import { farmSchema } from '../../../../../server/formats/config/farm-schema.ts';
import type { FarmOrder, FarmSettings, TakenOrder } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';

/** Settings of a farm, as the configuration gives them. */
export function settingsOf(settings: Record<string, unknown>): FarmSettings {
  return { ...farmSchema.parse(settings), name: 'studio' };
}

/** An order of `chunks` chunks of ten frames from 1001 on. */
export function orderOf(chunks: number, changes: Partial<FarmOrder> = {}): FarmOrder {
  const frames = Array.from({ length: chunks }, (_, at) => ({ first: 1001 + at * 10, last: 1010 + at * 10 }));
  return {
    key: 'a1b2c3-1-1',
    job: {
      id: 'job-1',
      name: 'shot010 main',
      project: '/show',
      projectId: 'show',
      owner: 'ada',
      comment: '',
      priority: 50,
      paused: false,
    },
    layer: { name: 'main', retries: 0, successCodes: [0], needs: {} },
    tasks: frames.map((chunk, at) => ({
      id: `1.${at + 1}`,
      frames: chunk,
      command: {
        program: '/opt/render farm/bin/render',
        args: ['-s', String(chunk.first), '-e', String(chunk.last), '-o', '/show/out/$F "é😀".exr'],
        cwd: '/show/work dir',
        environment: {},
      },
      outputs: [`/show/out/${chunk.first}.exr`],
    })),
    limits: [],
    folder: { here: '/show/.farm', there: '/show/.farm' },
    ...changes,
  };
}

/** What the desk keeps of an order that a farm has taken. */
export function taken({ key, tasks, folder }: FarmOrder, id: string): TakenOrder {
  return { key, id, tasks: tasks.map(({ id: task, frames }) => ({ id: task, frames })), folder };
}
