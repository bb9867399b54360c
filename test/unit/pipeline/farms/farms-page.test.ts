import { expect, test } from 'vitest';
import { FARM_TYPES } from '../../../../server/formats/config/farm-schema.ts';
import { farmTitle } from '../../../../server/formats/config/farm-settings.ts';
import type { FarmDriver } from '../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmKinds } from '../../../../server/pipeline/farms/driver/farm-kinds.ts';
import { settingsOf } from './support/cloud-order.ts';
import { docTable } from './support/doc-table.ts';

const yes = (is: boolean): string => (is ? 'yes' : 'no');

const rows: Readonly<Record<string, (driver: FarmDriver) => string>> = {
  calls: ({ capabilities: { calls } }) => (calls === 'each' ? 'any' : 'one'),
  chunks: ({ capabilities: { chunks } }) => chunks,
  'chunks in one job': ({ capabilities: { mostTasks } }) => String(mostTasks),
  'tries failed chunks again': ({ capabilities: { retries } }) => (retries === 'farm' ? 'itself' : 'Compline'),
  'threads, memory, GPUs': ({ capabilities: { needs } }) => yes(needs.size === 3),
  'pause, priority': ({ capabilities: { controls } }) => yes(controls.size === 3),
  'chunks anew in the same job': ({ requeue }) => yes(requeue !== undefined),
};

test('the page tells what the drivers can do', () => {
  const drivers = FARM_TYPES.map((type) =>
    farmKinds[type].create({
      settings: settingsOf({ type, url: 'http://localhost:1' }),
      root: '/show',
      secret: () => undefined,
      now: () => 0,
    }),
  );
  const told = docTable('../farms.md', 'what').map((cells) => cells.map((it) => it.replace(', or `arraySize`', '')));
  expect(told.slice(0, 7)).toEqual(Object.entries(rows).map(([row, of]) => [row, ...drivers.map(of)]));
});

test('the page has a row of what each was verified against', () => {
  expect(docTable('../farms.md', 'farm').map(([farm]) => /^\[(.*)\]/.exec(farm ?? '')?.[1])).toEqual(
    FARM_TYPES.map(farmTitle),
  );
});
