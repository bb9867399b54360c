import { expect, test } from 'vitest';
import { callNeeds } from '../../../../server/pipeline/system/call-needs.ts';
import type { MachineShare } from '../../../../server/pipeline/system/machine-share.ts';

const share: MachineShare = { slots: 2, threads: 8, memory: 32e9, gpus: [1, 2], hasGpus: true };

test.each<[string, Parameters<typeof callNeeds>, ReturnType<typeof callNeeds>]>([
  ['nobody says anything: an even share of the threads', [{}, {}, share], { threads: 4, needs: { threads: 4 } }],
  [
    'the renderer says it, memory in gigabytes',
    [{}, { threads: 6, gpus: 1, memory: 1.5 }, share],
    { threads: 6, needs: { threads: 6, gpus: 1, memory: 1_500_000_000 } },
  ],
  [
    'the submission has the word',
    [{ threads: 2, gpus: 2, memory: 5 }, { threads: 6, gpus: 1, memory: 16 }, share],
    { threads: 2, needs: { threads: 2, gpus: 2, memory: 5 } },
  ],
  [
    'a renderer that wants more than there is gets what there is',
    [{}, { threads: 99, gpus: 9, memory: 999 }, share],
    { threads: 8, needs: { threads: 8, gpus: 2, memory: 32e9 } },
  ],
  [
    'a submission that wants more is not made smaller',
    [{ threads: 99, gpus: 9, memory: 64e9 }, {}, share],
    { threads: 99, needs: { threads: 99, gpus: 9, memory: 64e9 } },
  ],
  ['no GPU is wanted', [{}, { gpus: 0 }, share], { threads: 4, needs: { threads: 4, gpus: 0 } }],
  [
    'no GPU is known, and there may be some all the same',
    [{}, { gpus: 1 }, { ...share, gpus: [], hasGpus: false }],
    { threads: 4, needs: { threads: 4 } },
  ],
  [
    'all GPUs are kept, and one is needed',
    [{}, { gpus: 2 }, { ...share, gpus: [] }],
    { threads: 4, needs: { threads: 4, gpus: 1 } },
  ],
  ['more calls than threads', [{}, {}, { ...share, slots: 9 }], { threads: 1, needs: {} }],
])('%s', (_, given, expected) => {
  expect(callNeeds(...given)).toEqual(expected);
});
