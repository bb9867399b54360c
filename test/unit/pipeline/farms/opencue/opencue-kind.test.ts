import { expect, test } from 'vitest';
import { farmSchema } from '../../../../../server/formats/config/farm-schema.ts';
import { openCueKind } from '../../../../../server/pipeline/farms/opencue/opencue-kind.ts';

test.each([
  [{ url: 'https://cue:8448', show: 'testing' }, []],
  [{}, ['Name the address of the REST gateway: url.', 'Name the show that jobs belong to: show.']],
  [
    { url: 'https://cue:8448', show: 'a b' },
    ['OpenCue has no such show: names are letters, digits, _ and dots, at least three of them.'],
  ],
])('%j: what the settings lack', (settings, faults) => {
  expect(openCueKind.faults(farmSchema.parse({ type: 'opencue', ...settings }))).toEqual(faults);
});
