import { expect, test } from 'vitest';
import { withResources } from '../../../../server/pipeline/queue/give-resources.ts';
import type { Needs } from '../../../../server/protocol/jobs.ts';

const withGpus = { gpus: [1, 2], hasGpus: true };
const order = { CUDA_DEVICE_ORDER: 'PCI_BUS_ID' };

test.each<[string, Needs, number[], { gpus: number[]; hasGpus: boolean }, Record<string, string>]>([
  [
    'what was given',
    { threads: 3, memory: 10, gpus: 1 },
    [2],
    withGpus,
    { COMPLINE_THREADS: '3', COMPLINE_MEMORY: '10', COMPLINE_GPUS: '2', CUDA_VISIBLE_DEVICES: '2', ...order },
  ],
  ['all that are not kept, for who does not say', {}, [], withGpus, { CUDA_VISIBLE_DEVICES: '1,2', ...order }],
  ['none, for who wants none', { gpus: 0 }, [], withGpus, { CUDA_VISIBLE_DEVICES: '-1', ...order }],
  ['none, where all are kept', {}, [], { gpus: [], hasGpus: true }, { CUDA_VISIBLE_DEVICES: '-1', ...order }],
  ['nothing is hidden where no GPU is known', {}, [], { gpus: [], hasGpus: false }, {}],
])('%s', (_, needs, gpus, share, environment) => {
  const command = { program: 'render', args: [], cwd: '/', environment: { OWN: 'yes' } };
  expect(withResources(command, { needs, gpus }, share).environment).toEqual({ ...environment, OWN: 'yes' });
});

test('what the renderer sets itself stands', () => {
  const own = { CUDA_VISIBLE_DEVICES: '7', COMPLINE_THREADS: '1' };
  const command = { program: 'render', args: [], cwd: '/', environment: own };
  const { environment } = withResources(command, { needs: { threads: 3, gpus: 1 }, gpus: [1] }, withGpus);
  expect(environment).toEqual({ ...own, COMPLINE_GPUS: '1' });
});
