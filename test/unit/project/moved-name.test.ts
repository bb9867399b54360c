import { describe, expect, test } from 'vitest';
import { FileMoves, type MovedComp, movedName } from '../../../server/project/moved-name.ts';

const MAPS = new Map([['plates:', 'Comp:/plates/']]);

/** A comp in `/show/comps`, or one that is moved from there. */
function comp(folderAfter = '/show/comps'): MovedComp {
  return { folderBefore: '/show/comps', folderAfter, maps: MAPS };
}

function moved(name: string, from: string, to: string, where = comp()): string | undefined {
  return movedName(name, where, new FileMoves([{ from, to }]));
}

describe.skipIf(process.platform === 'win32')('names follow files', () => {
  test.each([
    ['/show/media/a.exr', '/show/media/a.exr', '/show/media/b.exr', '/show/media/b.exr'],
    ['../media/a.exr', '/show/media/a.exr', '/show/other/a.exr', '../other/a.exr'],
    ['..\\media\\a.exr', '/show/media/a.exr', '/show/other/a.exr', '..\\other\\a.exr'],
    ['./a.exr', '/show/comps/a.exr', '/show/comps/b.exr', './b.exr'],
    ['a.exr', '/show/comps/a.exr', '/show/b.exr', '../b.exr'],
    ['Comp:a.exr', '/show/comps/a.exr', '/show/comps/sub/a.exr', 'Comp:sub/a.exr'],
    ['Comp:/a.exr', '/show/comps/a.exr', '/show/a.exr', 'Comp:/../a.exr'],
    ['comp:\\sub\\a.exr', '/show/comps/sub', '/show/comps/new', 'comp:\\new\\a.exr'],
    ['Plates:a.exr', '/show/comps/plates/a.exr', '/show/comps/plates/x/a.exr', 'Plates:x/a.exr'],
    ['Plates:a.exr', '/show/comps/plates/a.exr', '/show/a.exr', '/show/a.exr'],
    ['Comp:/plates/', '/show/comps/plates', '/show/comps/new', 'Comp:/new/'],
    ['../media/s/a.0001.exr', '/show/media', '/show/m2', '../m2/s/a.0001.exr'],
    ['../media/a%b.exr', '/show/media/a%b.exr', '/show/media/c%d.exr', '../media/c%d.exr'],
  ])('%s: %s to %s', (name, from, to, expected) => {
    expect(moved(name, from, to)).toBe(expected);
  });

  test.each([
    ['another file', '../media/a.exr', '/show/media/b.exr', '/show/media/c.exr'],
    ['a neighbour whose name begins the same', '../media/a.exr', '/show/med', '/show/x'],
    ['a map that follows itself', 'Plates:a.exr', '/show/comps/plates', '/show/comps/new'],
    ['a map that only Fusion knows', 'Temp:a.exr', '/show/comps/a.exr', '/show/comps/b.exr'],
    ['another platform’s path', 'D:\\show\\a.exr', '/show/comps/a.exr', '/show/comps/b.exr'],
    ['no name', '', '/show/comps', '/show/other'],
    ['one frame of a sequence', 'a.0002.exr', '/show/comps/a.0001.exr', '/show/comps/b.0001.exr'],
  ])('%s stays', (_name, name, from, to) => {
    expect(moved(name, from, to)).toBeUndefined();
  });

  test('a sequence follows when its frames are moved together', () => {
    const moves = new FileMoves(
      ['1001', '1002'].map((frame) => ({ from: `/show/media/a.${frame}.exr`, to: `/show/new/100%.${frame}.exr` })),
    );
    expect(movedName('../media/a.0000.exr', comp(), moves)).toBe('../new/100%.0000.exr');
    expect(movedName('../media/a.1001.exr', comp(), moves)).toBe('../new/100%.1001.exr');
    expect(movedName('../media/b.1001.exr', comp(), moves)).toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('names in a comp that is moved itself', () => {
  const moves = new FileMoves([{ from: '/show/comps/a.comp', to: '/show/x/y/a.comp' }]);
  test.each([
    ['../media/a.exr', '../../media/a.exr'],
    ['Comp:a.exr', 'Comp:../../comps/a.exr'],
    ['Comp:/plates/', 'Comp:/../../comps/plates/'],
    ['/show/media/a.exr', undefined],
    ['Plates:a.exr', undefined],
  ])('%s becomes %s', (name, expected) => {
    expect(movedName(name, comp('/show/x/y'), moves)).toBe(expected);
  });

  test('media that moves along is named as before', () => {
    const all = new FileMoves([{ from: '/show/comps', to: '/show/x/y' }]);
    expect(movedName('plates/a.exr', comp('/show/x/y'), all)).toBeUndefined();
    expect(movedName('Plates:a.exr', comp('/show/x/y'), all)).toBeUndefined();
    expect(movedName('../media/a.exr', comp('/show/x/y'), all)).toBe('../../media/a.exr');
  });
});
