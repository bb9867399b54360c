import { expect, test } from 'vitest';
import { shareOf } from '../../../../server/pipeline/system/reservation.ts';

const gpu = (id: number, hasDisplay?: boolean) => ({ id, ...(hasDisplay !== undefined && { hasDisplay }) });

test.each([
  ['a small machine keeps nothing', 2, [], {}, { threads: 2, threadsReserved: 0, gpus: [], gpusReserved: [] }],
  ['an eighth of the threads', 32, [], {}, { threads: 28, threadsReserved: 4, gpus: [], gpusReserved: [] }],
  ['as many as are wished', 32, [], { threads: 0 }, { threads: 32, threadsReserved: 0, gpus: [], gpusReserved: [] }],
  ['never all threads', 4, [], { threads: 99 }, { threads: 1, threadsReserved: 3, gpus: [], gpusReserved: [] }],
  ['a single GPU is shared', 4, [gpu(0, true)], {}, { gpus: [0], gpusReserved: [] }],
  ['of two the first is kept', 4, [gpu(0), gpu(1)], {}, { gpus: [1], gpusReserved: [0] }],
  ['or the one with the screen', 4, [gpu(0, false), gpu(1, true)], {}, { gpus: [0], gpusReserved: [1] }],
  ['or those that are named', 4, [gpu(0), gpu(1), gpu(2)], { gpus: [1, 2] }, { gpus: [0], gpusReserved: [1, 2] }],
  ['or none', 4, [gpu(0), gpu(1)], { gpus: [] }, { gpus: [0, 1], gpusReserved: [] }],
  ['one that is gone is not kept', 4, [gpu(0)], { gpus: [5] }, { gpus: [0], gpusReserved: [] }],
])('%s', (_, threads, gpus, reservation, share) => {
  expect(shareOf({ threads, gpus }, reservation)).toMatchObject(share);
});
