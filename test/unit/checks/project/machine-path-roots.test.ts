import { expect, test } from 'vitest';
import { checkInPlace } from '../../../../server/checks/check-project.ts';
import { machinePathRoots } from '../../../../server/checks/project/machine-path-roots.ts';
import { projectFacts } from '../../../../server/checks/project-facts.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { Roots } from '../../../../server/project/roots.ts';
import { readMarks } from '../../formats/marked-text.ts';
import { fakePlace } from '../../language/fusion-comp/fake-place.ts';

const ROOTS = new Roots(
  {
    plates: { windows: 'P:\\', linux: '/mnt/plates', macos: '/Volumes/plates', map: 'Plates:' },
    renders: { windows: '\\\\nas\\renders' },
  },
  'linux',
);
const MAPS = 'Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "/mnt/plates;P:" } } } }';
const LOADER = (file: string) => `L = Loader { Clips = { Clip { ID = "Clip1", Filename = "${file}" } } }`;
const SAVER = (file: string) => `S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "${file}" } } } }`;
const comp = (tool: string, rest = '') => `Composition { Tools = { ${tool} }, ${rest} }`;

const BY_WINDOWS = 'L reads from the root "plates" by its path on Windows, which other platforms do not have.';

test.each([
  ['a path of a root', comp(LOADER('«P:\\\\a.exr»')), BY_WINDOWS, ['/mnt/plates/a.exr']],
  [
    'one of a comp with the path map',
    comp(LOADER('«p:/a.exr»'), MAPS),
    BY_WINDOWS,
    ['Plates:a.exr', '/mnt/plates/a.exr'],
  ],
  [
    'one of a root without a path here',
    comp(SAVER('«\\\\\\\\nas\\\\renders\\\\a.exr»')),
    'S writes to the root "renders" by its path on Windows, which other platforms do not have.',
    [],
  ],
  [
    'a path of no root',
    comp(LOADER('«/home/jo/a.exr»')),
    "L reads from a user's folder, below none of the project's roots: other machines may not have it.",
    [],
  ],
  ['a path of this platform', comp(LOADER('/mnt/plates/a.exr')), undefined, []],
  ['a path map', comp(LOADER('Plates:a.exr')), undefined, []],
])('%s', async (_name, marked, message, names) => {
  const { text, ranges } = readMarks(marked);
  const facts = projectFacts(parseComp(text));
  if (facts === undefined) throw new Error('There are no facts.');
  const [finding, ...more] = await checkInPlace(facts, fakePlace({ roots: ROOTS }), {}, undefined, [machinePathRoots]);
  expect(more).toEqual([]);
  expect(finding?.message).toBe(message);
  expect(finding?.range).toEqual(ranges[0]);
  const fixed = (finding?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
  expect(fixed.map((it) => /Filename = "([^"]*)"/.exec(it)?.[1])).toEqual(names);
});

test('without roots the project says nothing', async () => {
  const facts = projectFacts(parseComp(comp(LOADER('P:\\\\a.exr'))));
  if (facts === undefined) throw new Error('There are no facts.');
  const place = fakePlace({ roots: new Roots({}, 'linux') });
  expect(await checkInPlace(facts, place, {}, undefined, [machinePathRoots])).toEqual([]);
});
