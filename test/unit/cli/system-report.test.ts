import { expect, test } from 'vitest';
import { systemReport } from '../../../server/cli/system-report.ts';
import type { SystemInfo } from '../../../server/protocol/system.ts';

const INFO: SystemInfo = {
  machine: 'ws1',
  platform: 'linux x64',
  cpu: { model: 'Xeon', cores: 8, threads: 16, load: 1.25 },
  memory: { total: 64e9, free: 32.5e9 },
  gpus: [],
  noGpus: 'nvidia-smi is not here: there is no NVIDIA driver.',
  renders: { calls: 1, threads: 14, threadsEach: 14, threadsReserved: 2, gpus: [] },
};

test('a machine without a GPU', () => {
  expect(systemReport(INFO)).toBe(
    [
      'Machine    ws1 (linux x64)',
      'Processor  Xeon: 8 cores, 16 threads, 1.3 busy',
      'Memory     64.0 GB, 32.5 GB free',
      'GPU        nvidia-smi is not here: there is no NVIDIA driver.',
      'Renders    1 at a time on 14 threads, 2 kept for interactive work',
      '',
    ].join('\n'),
  );
});

test('GPUs have the numbers of the driver', () => {
  const { noGpus: _, ...info } = INFO;
  const report = systemReport({
    ...info,
    gpus: [
      {
        id: 0,
        name: 'RTX A',
        memoryTotal: 49140,
        memoryFree: 40000,
        load: 3,
        driver: '550.1',
        hasDisplay: true,
        reserved: true,
      },
      { id: 1, name: 'RTX B', reserved: false },
    ],
    renders: { calls: 3, threads: 14, threadsEach: 4, threadsReserved: 0, gpus: [1] },
  });
  expect(report).toContain(
    'GPU 0      RTX A, 51.5 GB, 41.9 GB free, 3 % busy, driver 550.1, has the screen, kept for interactive work\n',
  );
  expect(report).toContain('GPU 1      RTX B\n');
  expect(report).toContain('Renders    3 at a time on 14 threads (4 each); GPU 1\n');
});
