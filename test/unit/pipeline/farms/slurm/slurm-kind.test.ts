import { expect, test } from 'vitest';
import type { FarmConfig } from '../../../../../server/formats/config/farm-schema.ts';
import { farmKinds } from '../../../../../server/pipeline/farms/driver/farm-kinds.ts';
import { slurm } from '../../../../../server/pipeline/farms/slurm/slurm-kind.ts';

test('it is one of the kinds', () => {
  expect(farmKinds.slurm).toBe(slurm);
});

test('an order has as many chunks as the configuration says', () => {
  const driverOf = (more: Partial<FarmConfig>) =>
    slurm.create({
      settings: { name: 'lab', type: 'slurm', verify: true, unencrypted: false, ...more },
      root: '/p',
      secret: () => undefined,
      now: () => 0,
    });
  expect(driverOf({}).capabilities).toMatchObject({ mostTasks: 1_000, calls: 'each', chunks: 'any', retries: 'core' });
  expect(driverOf({ arraySize: 5 }).capabilities.mostTasks).toBe(5);
});
