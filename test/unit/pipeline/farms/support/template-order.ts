import type {
  CallTemplate,
  FarmOrder,
  OrderTask,
  TakenOrder,
} from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { framesOf } from '../../../../../server/pipeline/queue/frame-chunk.ts';

/** Chunks of a range as the core makes them. */
export function chunksOf(first: number, last: number, size: number, step = 1): OrderTask[] {
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => {
    const begin = first + index * size * step;
    const end = begin + (Math.min(size, count - index * size) - 1) * step;
    return { id: `1.${index + 1}`, frames: { first: begin, last: end, ...(step > 1 && end > begin && { step }) } };
  });
}

export const sampleTemplate: CallTemplate = {
  program: '/opt/fusion/Fusion Render Node',
  args: [['/shows/a b/shot.comp'], ['-start'], [{ frame: 'first' }], ['-end=', { frame: 'last' }], ['-verbose']],
  cwd: '/shows/a b',
  environment: { COMPLINE_JOB: 'j1' },
};

/** An order for a farm that puts the frames into one call. */
export function orderOf(
  chunks: readonly OrderTask[],
  {
    job,
    layer,
    ...more
  }: Omit<Partial<FarmOrder>, 'job' | 'layer'> & {
    readonly job?: Partial<FarmOrder['job']>;
    readonly layer?: Partial<FarmOrder['layer']>;
  } = {},
): FarmOrder {
  return {
    key: 'J1-Beauty-0001',
    template: sampleTemplate,
    limits: [],
    folder: { here: '/mnt/share/orders/1', there: '/shows/orders/1' },
    ...more,
    job: {
      id: 'j1',
      name: 'Shot 010 – Beauty',
      project: '/shows/Äpfel & co',
      owner: 'ann',
      comment: 'for dailies',
      priority: 50,
      paused: false,
      ...job,
    },
    layer: { name: 'Beauty', retries: 2, successCodes: [0], needs: {}, ...layer },
    tasks: chunks.map((task) => ({
      ...task,
      command: { program: 'x', args: [], cwd: '/', environment: {} },
      outputs: framesOf(task.frames).map((frame) => `/shows/out/shot.${String(frame).padStart(4, '0')}.exr`),
    })),
  };
}

export const takenOf = ({ key, tasks, folder }: FarmOrder, id: string): TakenOrder => ({ key, id, tasks, folder });
