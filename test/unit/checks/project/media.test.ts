import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { writeMarks } from '../../formats/marked-text.ts';
import { FLOW, PIECE } from '../check-case.ts';
import { COMP, numbers, ProjectFolder } from './project-folder.ts';

const PROJECT = { 'compline.yaml': 'version: 1\nproject: { id: DEMO }\n' };
const LOADER = (file: string, frames = 'StartFrame = 1001, Length = 12, TrimIn = 0, TrimOut = 11', more = '') =>
  `L = Loader { ${more} Clips = { Clip { ID = "Clip1", Filename = "${file}", FormatID = "OpenEXRFormat", ${frames} } } }`;
const STILL = 'StartFrame = -1, Length = 1, TrimIn = 0, TrimOut = 0';

describe('media', () => {
  const cases: [name: string, onDisk: readonly number[], comp: string, found: readonly string[]][] = [
    ['all there', numbers(1001, 1012), FLOW(LOADER('Comp:m/a.1001.exr')), []],
    [
      'nothing there',
      [],
      FLOW(LOADER('Comp:m/a.1001.exr')),
      ['media-missing warning L reads a.1001.exr, which is not on disk.'],
    ],
    [
      'none of its frames there',
      numbers(1, 9),
      FLOW(LOADER('Comp:m/a.1001.exr')),
      ['media-missing warning L reads a.1001.exr, which is not on disk.'],
    ],
    [
      'the folder missing',
      [],
      FLOW(LOADER('Comp:n/a.1001.exr')),
      ['media-missing warning L reads a.1001.exr, which is not on disk.'],
    ],
    [
      'nothing there, in a setting',
      [],
      PIECE(LOADER('Comp:m/a.1001.exr')),
      ['media-missing information L reads a.1001.exr, which is not on disk.'],
    ],
    [
      'nothing there, switched off',
      [],
      FLOW(LOADER('Comp:m/a.1001.exr', undefined, 'PassThrough = true,')),
      ['media-missing information L reads a.1001.exr, which is not on disk.'],
    ],
    ['a still that is there', [7], FLOW(LOADER('Comp:m/a.0007.exr', STILL)), []],
    [
      'a still that is not, beside others',
      [6, 8],
      FLOW(LOADER('Comp:m/a.0007.exr', STILL)),
      ['media-missing warning L reads a.0007.exr, which is not on disk.'],
    ],
    [
      'a gap',
      [...numbers(1001, 1003), ...numbers(1005, 1012)],
      FLOW(LOADER('Comp:m/a.1001.exr')),
      ['media-gaps warning Frame 1004 of L is not on disk.'],
    ],
    [
      'more gaps',
      [1001, 1003, 1006, 1008, 1010, 1012],
      FLOW(LOADER('Comp:m/a.1001.exr')),
      ['media-gaps warning Frames 1002, 1004 to 1005, 1007, 1009, … of L are not on disk.'],
    ],
    [
      'a gap that the Loader trims away',
      [1001, ...numbers(1003, 1012)],
      FLOW(LOADER('Comp:m/a.1001.exr', 'StartFrame = 1001, Length = 12, TrimIn = 4, TrimOut = 11')),
      [],
    ],
    [
      'the end missing',
      numbers(1001, 1008),
      FLOW(LOADER('Comp:m/a.1001.exr')),
      ['loader-range warning L reads frames 1001 to 1012; on disk are 1001 to 1008.'],
    ],
    [
      'the start missing, and a gap',
      [...numbers(1003, 1005), ...numbers(1007, 1012)],
      FLOW(LOADER('Comp:m/a.1001.exr')),
      [
        'media-gaps warning Frame 1006 of L is not on disk.',
        'loader-range warning L reads frames 1001 to 1012; on disk are 1003 to 1012.',
      ],
    ],
    [
      'more there than the Loader knows',
      numbers(1001, 1020),
      FLOW(LOADER('Comp:m/a.1001.exr')),
      ['loader-range information L knows frames 1001 to 1012; on disk are 1001 to 1020.'],
    ],
    [
      'a part of what is there',
      numbers(1001, 1020),
      FLOW(LOADER('Comp:m/a.1001.exr', 'StartFrame = 1001, Length = 20, TrimIn = 4, TrimOut = 11')),
      [],
    ],
    [
      'a name that leads nowhere from here',
      [],
      FLOW(
        `${LOADER('Reactor:/a.1001.exr')}, K = Loader { Clips = { Clip { Filename = "Q:\\\\a.exr" }, Clip { Filename = "a.exr" }, Clip { Filename = "" } } }`,
      ),
      [],
    ],
    ["Resolve's MediaIn", [], FLOW(LOADER('Comp:m/a.1001.exr').replace('L =', 'MediaIn1 =')), []],
  ];
  test.each(cases)('%s', async (_name, onDisk, comp, expected) => {
    const folder = await ProjectFolder.with(PROJECT);
    await folder.put(`${path.posix.dirname(COMP)}/m/other.png`);
    await folder.putFrames(`${path.posix.dirname(COMP)}/m/a.%.exr`, onDisk);
    const findings = await folder.check(comp);
    expect(findings.map(({ code, severity, message }) => `${code} ${severity} ${message}`)).toEqual(expected);
    for (const { range } of findings) expect(comp.slice(range.start, range.end)).toMatch(/^Comp:[mn]\/a\.\d+\.exr$/);
  });

  test('outside of a project, and by a path map of the comp', async () => {
    const folder = await ProjectFolder.with({});
    await folder.putFrames('plates/a.%.exr', [1001, 1003]);
    const maps = 'Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "Comp:plates" } } } },';
    const comp = `Composition { ${maps} Tools = { ${LOADER('Plates:a.1001.exr')}, ${LOADER('Plates:b.1001.exr').replace('L =', 'M =')} } }`;
    const findings = await folder.check(comp, 'a.comp');
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'media-missing M reads b.1001.exr, which is not on disk.',
      'media-gaps Frame 1002 of L is not on disk.',
    ]);
  });
});

describe('a Loader behind the newest version', () => {
  const PUBLISHED = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_PLATE/_published';
  const name = (version: string) => `Comp:/../DEMO_S_SH010_PLATE/_published/${version}/plate.0001.exr`;
  const versions = async () => {
    const folder = await ProjectFolder.with(PROJECT);
    for (const version of ['001_OK', '002_OK', '003_WIP'])
      await folder.putFrames(`${PUBLISHED}/${version}/plate.%.exr`, [1]);
    return folder;
  };

  test('is told, and mended', async () => {
    const folder = await versions();
    const comp = FLOW(LOADER(name('001_OK'), STILL));
    const [finding, ...others] = await folder.check(comp);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'loader-outdated',
      severity: 'information',
      message: 'L is behind: v003 is published.',
    });
    expect(writeMarks(comp, finding === undefined ? [] : [finding.range])).toBe(
      FLOW(LOADER(`«${name('001_OK')}»`, STILL)),
    );
    const [fix] = finding?.fixes ?? [];
    expect(fix && applyEdits(comp, fix.edits)).toBe(FLOW(LOADER(name('003_WIP'), STILL)));
  });

  test('backslashes stay backslashes', async () => {
    const folder = await versions();
    const written = (version: string) => name(version).replaceAll('/', '\\\\');
    const [finding] = await folder.check(FLOW(LOADER(written('002_OK'), STILL)));
    const [fix] = finding?.fixes ?? [];
    expect(fix && applyEdits(FLOW(LOADER(written('002_OK'), STILL)), fix.edits)).toBe(
      FLOW(LOADER(written('003_WIP'), STILL)),
    );
  });

  test.each([
    ['the newest', '003_WIP', COMP],
    ['in a comp that is published itself', '001_OK', '05-SHOTS/DEMO_S_SH010/_published/001_OK/DEMO_S_SH010_COMP.comp'],
  ])('%s is not', async (_name, version, comp) => {
    const folder = await versions();
    const loader = LOADER(`Comp:/../DEMO_S_SH010_PLATE/_published/${version}/plate.0001.exr`, STILL);
    const codes = (await folder.check(FLOW(loader), comp)).map(({ code }) => code);
    expect(codes).not.toContain('loader-outdated');
  });
});
