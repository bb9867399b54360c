import { expect, test } from 'vitest';
import { FarmPaths } from '../../../../../server/pipeline/farms/desk/farm-paths.ts';

const roots = { show: { linux: '/mnt/show', windows: 'P:\\show' } };
const abroad = new FarmPaths(roots, 'windows', 'linux');
const home = new FarmPaths(roots, undefined, 'linux');

test.each([
  ['/mnt/show/a.comp', 'P:\\show\\a.comp', '/mnt/show/a.comp'],
  ['-o=/mnt/show/a.exr', '-o=P:\\show\\a.exr', '-o=/mnt/show/a.exr'],
  ['--frames=1-10', '--frames=1-10', '--frames=1-10'],
  ['/usr/share/x', '/usr/share/x', '/usr/share/x'],
  ['-s', '-s', '-s'],
])('the argument %s', (argument, there, here) => {
  expect([abroad.argument(argument), home.argument(argument)]).toEqual([there, here]);
});

test('a call is made over; a program that is nowhere there goes by its name', () => {
  const command = {
    program: '/opt/blender/blender',
    args: ['-b', '/mnt/show/a.blend'],
    cwd: '/mnt/show',
    environment: { LUT: '/mnt/show/lut' },
  };
  expect(home.command(command)).toEqual(command);
  expect(abroad.command(command)).toEqual({
    program: 'blender',
    args: ['-b', 'P:\\show\\a.blend'],
    cwd: 'P:\\show',
    environment: { LUT: 'P:\\show\\lut' },
  });
});

test('a path that has to be there and is in no root is refused', () => {
  expect(home.path('/tmp/x')).toBe('/tmp/x');
  expect(() => abroad.path('/tmp/x')).toThrow('Nobody says what /tmp/x is called on Windows');
});
