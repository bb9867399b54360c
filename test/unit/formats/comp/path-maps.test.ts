import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { expandPath, pathMaps } from '../../../../server/formats/comp/path-maps.ts';

const maps = pathMaps(
  parseComp(
    'Composition { Prefs = { Comp = { Paths = { Map = { ["Out:"] = "Comp:\\\\out\\\\", ["A:B"] = 1, ["Loop:"] = "Loop:x", ["Deep:"] = "Out:deep", ["Many:"] = "a;b" } } } } }',
  ),
);

test.each([
  ['Out:a.exr', 'Comp:\\out\\a.exr'],
  ['out:/a.exr', 'Comp:\\out\\a.exr'],
  ['Deep:\\a.exr', 'Comp:\\out\\deep/a.exr'],
  ['Comp:a.exr', 'Comp:a.exr'],
  ['C:\\a.exr', 'C:\\a.exr'],
  ['Many:a.exr', 'Many:a.exr'],
  ['/srv/a.exr', '/srv/a.exr'],
])('%s is %s', (name, expected) => {
  expect(expandPath(name, maps)).toBe(expected);
});

test('maps that name themselves end', () => {
  expect(expandPath('Loop:a', maps)).toMatch(/^Loop:/);
});
