import { expect, test } from 'vitest';
import { addPathMap } from '../../../../server/formats/comp/add-path-map.ts';
import { applyEdits } from '../../../../server/formats/comp/edits.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { pathMaps } from '../../../../server/formats/comp/path-maps.ts';

const ENTRY = '["Plates:"] = "/mnt;P:\\\\"';

test.each([
  [
    'no preferences',
    'Composition { X = 1 }',
    `Composition { X = 1, Prefs = { Comp = { Paths = { Map = { ${ENTRY} } } } } }`,
  ],
  [
    'preferences without paths',
    'Composition {\r\n\tPrefs = {\r\n\t\tComp = {\r\n\t\t\tX = 1,\r\n\t\t}\r\n\t},\r\n}',
    `Composition {\r\n\tPrefs = {\r\n\t\tComp = {\r\n\t\t\tX = 1,\r\n\t\t\tPaths = { Map = { ${ENTRY} } },\r\n\t\t}\r\n\t},\r\n}`,
  ],
  [
    'a map',
    'Composition { Prefs = { Comp = { Paths = { Map = { ["A:"] = "/a", } } } } }',
    `Composition { Prefs = { Comp = { Paths = { Map = { ["A:"] = "/a", ${ENTRY}, } } } } }`,
  ],
])('a composition with %s', (_name, before, after) => {
  const comp = parseComp(before);
  const text = applyEdits(before, addPathMap(comp, 'Plates:', ['/mnt', 'P:\\']));
  expect(text).toBe(after);
  expect(parseComp(text).errors).toEqual([]);
  expect(pathMaps(parseComp(text)).get('plates:')).toBe('/mnt;P:\\');
});

test('a setting has no path maps', () => {
  expect(addPathMap(parseComp('{ Tools = { } }'), 'Plates:', ['/mnt'])).toEqual([]);
});
