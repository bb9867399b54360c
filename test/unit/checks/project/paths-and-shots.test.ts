import { expect, test } from 'vitest';
import { checkInPlace } from '../../../../server/checks/check-project.ts';
import { pathPlatform } from '../../../../server/checks/project/path-platform.ts';
import { saversSameFileInPlace } from '../../../../server/checks/project/savers-same-file.ts';
import type { ProjectCheck } from '../../../../server/checks/project-check.ts';
import { projectFacts } from '../../../../server/checks/project-facts.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { type Platform, Roots } from '../../../../server/project/roots.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { fakePlace } from '../../language/fusion-comp/fake-place.ts';
import { FLOW } from '../check-case.ts';
import { COMP, ProjectFolder, STEP } from './project-folder.ts';

const ROOTS = {
  plates: { windows: 'P:\\', linux: '/mnt/plates', macos: '/Volumes/plates', map: 'Plates:' },
  renders: { linux: '/mnt/renders', map: 'Renders:' },
};
const LOADER = (file: string) => `L = Loader { Clips = { Clip { ID = "Clip1", Filename = "${file}" } } }`;
const SAVER = (name: string, file: string, more = '') =>
  `${name} = Saver { ${more} Inputs = { Clip = Input { Value = Clip { Filename = "${file}" } } } }`;

/** What one check finds in a marked comp, whose marks are compared. */
async function messages(check: ProjectCheck, marked: string, here: Platform = 'linux'): Promise<readonly string[]> {
  const { text } = readMarks(marked);
  const facts = projectFacts(parseComp(text));
  if (facts === undefined) throw new Error('There are no facts.');
  const findings = await checkInPlace(facts, fakePlace({ roots: new Roots(ROOTS, here) }), {}, undefined, [check]);
  expect(
    writeMarks(
      text,
      findings.map(({ range }) => range),
    ),
  ).toBe(marked);
  return findings.map(({ message }) => message);
}

const UNCOVERED = 'L reads from a folder that no root covers, with no path on Windows and macOS.';

test.each<[name: string, marked: string, found: readonly string[], here?: Platform]>([
  ['a root with a path everywhere', FLOW(LOADER('/mnt/plates/a.exr')), []],
  ['its path map', FLOW(LOADER('Plates:a.exr')), []],
  [
    'a root without a path on two platforms',
    FLOW(SAVER('S', '«/mnt/renders/a.exr»')),
    ['S writes to the root "renders", which has no path on Windows and macOS.'],
  ],
  [
    'the same by its path map',
    FLOW(LOADER('«Renders:a.exr»')),
    ['L reads from the root "renders", which has no path on Windows and macOS.'],
  ],
  ['a folder of no root', FLOW(LOADER('«/mnt/stock/a.exr»')), [UNCOVERED]],
  [
    'the same where it leads nowhere',
    FLOW(LOADER('«/mnt/stock/a.exr»')),
    ['L reads from a folder that no root covers, with no path on Windows.'],
    'windows',
  ],
  ['a path beside the comp', FLOW(LOADER('Comp:m/a.exr')), []],
  ['a path of one machine', FLOW(LOADER('C:\\\\a.exr')), []],
])('paths on other platforms: %s', async (_name, marked, found, here) => {
  expect(await messages(pathPlatform, marked, here)).toEqual(found);
});

test.each<[name: string, marked: string, count: number]>([
  ['by a root and its path map', FLOW(`${SAVER('A', '«Plates:o/a.exr»')}, ${SAVER('B', '«/mnt/plates/o/a.exr»')}`), 2],
  ['by Comp: and the folder', FLOW(`${SAVER('A', '«Comp:o/a.exr»')}, ${SAVER('B', '«/show/sh010/comp/o/a.exr»')}`), 2],
  ['by another platform', FLOW(`${SAVER('A', '«P:/o/a.exr»')}, ${SAVER('B', '«Plates:o/a.exr»')}`), 2],
  ['one switched off', FLOW(`${SAVER('A', 'Comp:a.exr', 'PassThrough = true,')}, ${SAVER('B', 'Comp:a.exr')}`), 0],
  ['two files', FLOW(`${SAVER('A', 'Plates:o/a.exr')}, ${SAVER('B', '/mnt/plates/o/b.exr')}`), 0],
])('Savers with one file: %s', async (_name, marked, count) => {
  const found = await messages(saversSameFileInPlace, marked);
  expect(found).toHaveLength(count);
  if (count > 0) expect(found[0]).toBe('The Saver A writes the same file as B.');
});

test('shots that the project does not list', async () => {
  const listed = 'version: 1\nproject: { id: DEMO }\nshots: { sh010: { frames: 1-2 } }\n';
  const folder = await ProjectFolder.with({ 'compline.yaml': listed });
  const codesAt = async (comp: string) => (await folder.check(FLOW(''), comp)).map(({ code }) => code);
  expect(await codesAt(COMP)).not.toContain('comp-shot-unknown');
  expect(await codesAt(COMP.replaceAll('SH010', 'SH011'))).toContain('comp-shot-unknown');
  await folder.put('compline.yaml', 'version: 1\nproject: { id: DEMO }\n');
  expect(await codesAt(COMP.replaceAll('SH010', 'SH011'))).not.toContain('comp-shot-unknown');
});

test('versions that are not approved, where a project asks for it', async () => {
  const folder = await ProjectFolder.with({ 'compline.yaml': 'version: 1\nproject: { id: DEMO }\n' });
  const found = async (file: string) => {
    const findings = await folder.check(FLOW(LOADER(file)), `${STEP}/DEMO_S_SH010_COMP.comp`, {
      'loader-unapproved': 'warning',
    });
    return findings.filter(({ code }) => code === 'loader-unapproved').map(({ message }) => message);
  };
  expect(await found('Comp:../R/_published/004_WIP/a.exr')).toEqual(['L reads v004, which is WIP and not OK.']);
  expect(await found('Comp:../R/_published/004/a.exr')).toEqual(['L reads v004, which is without a state and not OK.']);
  expect(await found('Comp:../R/_published/004_ok/a.exr')).toEqual([]);
  expect(await found('Comp:../R/004_WIP/a.exr')).toEqual([]);
});
