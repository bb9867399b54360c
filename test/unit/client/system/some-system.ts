import type { SystemInfo } from '../../../../server/protocol/system.ts';

/** A machine with 16 threads and two GPUs, of which the one with the screen is kept. */
export const someSystem = (change: Partial<SystemInfo> = {}): SystemInfo => ({
  machine: 'ws12',
  platform: 'linux x64',
  cpu: { model: 'Threadripper', cores: 8, threads: 16, load: 3.21 },
  memory: { total: 64 * 2 ** 30, free: 12 * 2 ** 30 },
  gpus: [
    {
      id: 0,
      name: 'RTX 4090',
      memoryTotal: 24_576,
      memoryFree: 20_480,
      load: 35,
      driver: '560.1',
      hasDisplay: true,
      reserved: true,
    },
    { id: 1, name: 'RTX 4090', memoryTotal: 24_576, memoryFree: 24_576, load: 0, driver: '560.1', reserved: false },
  ],
  renders: { calls: 3, threads: 14, threadsEach: 4, threadsReserved: 2, gpus: [1] },
  reservation: {},
  ...change,
});
