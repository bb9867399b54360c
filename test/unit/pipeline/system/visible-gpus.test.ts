import { expect, test } from 'vitest';
import { gpuEnvironment, gpusAllowed } from '../../../../server/pipeline/system/visible-gpus.ts';

test.each([
  ["one GPU, the driver's number", [1], {}, { CUDA_VISIBLE_DEVICES: '1', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' }],
  ['the first GPU is 0', [0], {}, { CUDA_VISIBLE_DEVICES: '0', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' }],
  ['several', [0, 2], {}, { CUDA_VISIBLE_DEVICES: '0,2', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' }],
  ['none of them', [], {}, { CUDA_VISIBLE_DEVICES: '-1', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' }],
  ['nothing is known', undefined, {}, {}],
  ['the renderer says it itself', [1], { CUDA_VISIBLE_DEVICES: '3' }, {}],
])('%s', (_, ids, own, environment) => {
  expect(gpuEnvironment(ids, own)).toEqual(environment);
});

test.each([
  [undefined, [0, 1, 2]],
  ['1', [1]],
  [' 2 , 0', [0, 2]],
  ['0,-1,2', [0]],
  ['', []],
  ['NoDevFiles', []],
  ['GPU-8a1b', []],
  ['7', []],
])('of a core that may see %j, renders get %j', (given, allowed) => {
  const environment = given === undefined ? {} : { CUDA_VISIBLE_DEVICES: given };
  expect(gpusAllowed([0, 1, 2], environment)).toEqual(allowed);
});
