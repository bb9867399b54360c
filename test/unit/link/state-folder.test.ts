import { expect, test } from 'vitest';
import { defaultStateFolder } from '../../../server/link/state-folder.ts';

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, '/home/ada/.local/state/compline'],
  ['linux', { XDG_STATE_HOME: '/s' }, '/s/compline'],
  ['linux', { XDG_STATE_HOME: 'relative' }, '/home/ada/.local/state/compline'],
  ['linux', { XDG_STATE_HOME: '/s', COMPLINE_STATE_HOME: '/mine' }, '/mine'],
  ['linux', { COMPLINE_STATE_HOME: '' }, '/home/ada/.local/state/compline'],
  ['darwin', {}, '/home/ada/Library/Application Support/Compline'],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, 'C:\\Users\\ada\\AppData\\Local\\Compline'],
])('on %s with %j: %s', (platform, environment, expected) => {
  expect(defaultStateFolder({ platform, environment, home: '/home/ada' })).toBe(expected);
});
