import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addFarmOptions, farmWish } from '../../../../server/cli/farm/farm-options.ts';

test.each([
  ['', {}],
  ['--farm studio --pool gpu', { farm: 'studio', pool: 'gpu' }],
  ['--group big --limits nuke,arnold --limits redshift', { group: 'big', limits: ['nuke', 'arnold', 'redshift'] }],
])('%s', (args, expected) => {
  const command = addFarmOptions(new Command()).parse(args.split(' ').filter(Boolean), { from: 'user' });
  expect(farmWish(command.opts())).toEqual(expected);
});
