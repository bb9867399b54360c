import { expect, test } from 'vitest';
import { readGpus } from '../../../../server/pipeline/system/read-gpus.ts';

test.each([
  [
    'two GPUs',
    '0, NVIDIA RTX A6000, 49140, 48000, 3, 550.54.14, Disabled\n1, NVIDIA RTX A6000, 49140, 1024, 98, 550.54.14, Enabled\n',
    [
      {
        id: 0,
        name: 'NVIDIA RTX A6000',
        memoryTotal: 49140,
        memoryFree: 48000,
        load: 3,
        driver: '550.54.14',
        hasDisplay: false,
      },
      {
        id: 1,
        name: 'NVIDIA RTX A6000',
        memoryTotal: 49140,
        memoryFree: 1024,
        load: 98,
        driver: '550.54.14',
        hasDisplay: true,
      },
    ],
  ],
  [
    'CRLF',
    '0, Tesla T4, 15360, 15000, 0, 535.1, Disabled\r\n',
    [{ id: 0, name: 'Tesla T4', memoryTotal: 15360, memoryFree: 15000, load: 0, driver: '535.1', hasDisplay: false }],
  ],
  [
    'what the driver does not tell',
    '0, GRID K1, [N/A], [Not Supported], [Unknown Error], 367, [N/A]\n',
    [{ id: 0, name: 'GRID K1', driver: '367' }],
  ],
  [
    'a comma in a name',
    '2, Odd, GPU, 10, 5, 1, 1.2, Disabled\n',
    [{ id: 2, name: 'Odd, GPU', memoryTotal: 10, memoryFree: 5, load: 1, driver: '1.2', hasDisplay: false }],
  ],
  [
    'another order, and one twice',
    '1, B, 1, 1, 1, 1, Disabled\n0, A, 1, 1, 1, 1, Disabled\n0, A, 1, 1, 1, 1, Disabled\n',
    [
      { id: 0, name: 'A', memoryTotal: 1, memoryFree: 1, load: 1, driver: '1', hasDisplay: false },
      { id: 1, name: 'B', memoryTotal: 1, memoryFree: 1, load: 1, driver: '1', hasDisplay: false },
    ],
  ],
  ['nothing', '', []],
  ['a sentence', 'No devices were found\n', []],
  ['garbage', '\u0000\u0001,,,,,,\n-1, A, 1, 1, 1, 1, x\n0\n1,2\n', []],
])('%s', (_, text, gpus) => {
  expect(readGpus(text)).toEqual(gpus);
});
