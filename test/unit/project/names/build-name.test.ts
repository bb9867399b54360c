import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STANDARD_PREFIXES, versionPrefixes } from '../../../../server/formats/names/states.ts';
import { buildName } from '../../../../server/project/names/build-name.ts';
import { parseName, type RamsesName } from '../../../../server/project/names/parse-name.ts';
import { isResource } from '../../../../server/project/names/resource.ts';

const SHOT: RamsesName = {
  ...{ project: 'PROJ', type: 'shot', item: 'SH010', step: 'COMP', resource: '' },
  ...{ state: '', version: undefined, extension: '' },
};

test.each<readonly [string, Partial<RamsesName>]>([
  ['PROJ_S_SH010_COMP', {}],
  ['PROJ_S_SH010', { step: '' }],
  ['PROJ_G_COMP_Templates.zip', { type: 'general', item: '', resource: 'Templates', extension: 'zip' }],
  [
    'PROJ_A_SH010_COMP_walk cycle_CHK011.0001.exr',
    { type: 'asset', resource: 'walk cycle', state: 'CHK', version: 11, extension: '0001.exr' },
  ],
  ['PROJ_S_SH010_COMP_007', { version: 7 }],
])('%s', (name, parts) => {
  expect(buildName({ ...SHOT, ...parts })).toBe(name);
});

describe('of other parts no name is made', () => {
  test.each<readonly [string, Partial<RamsesName>, RegExp]>([
    ['an id that is too long', { project: 'PROJECTLONG1' }, /"PROJECTLONG1" is no id of a project/],
    ['an empty id', { item: '' }, /"" is no id of a shot/],
    ['an item where there is none', { type: 'general' }, /SH010/],
    ['a resource without a step', { step: '', resource: 'BG' }, /"" is no id of a step/],
    ['a resource like a version', { resource: 'v001' }, /not like a version/],
    ['a resource that begins with a blank', { resource: ' BG' }, /begins or ends with a blank/],
    ['a state without a version', { state: 'OK' }, /OK needs a version/],
    ['a state that the project lacks', { state: 'XYZ', version: 1 }, /no state XYZ/],
    ['a version that is no number', { version: 1.5 }, /1.5 is no number/],
    ['an extension with a folder', { extension: 'a/b' }, /extension/],
  ])('%s', (_name, parts, message) => {
    expect(() => buildName({ ...SHOT, ...parts })).toThrow(message);
  });

  test('a state whose digits run together with those of the version', () => {
    const prefixes = versionPrefixes(['R', 'R2']);
    expect(() => buildName({ ...SHOT, state: 'R', version: 2004 }, prefixes)).toThrow(/read as another name/);
    expect(buildName({ ...SHOT, state: 'R', version: 1004 }, prefixes)).toBe('PROJ_S_SH010_COMP_R1004');
  });
});

test('a name that is made of parts says these parts, and is made of them again', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9+-]{1,10}$/);
  const resource = fc
    .oneof(
      fc.constant(''),
      fc.stringMatching(/^[A-Za-z0-9+-](?:[A-Za-z0-9+ -]{0,28}[A-Za-z0-9+-])?(?:\+restored-v\d{1,3}\+|\+backup\+)?$/),
    )
    .filter((it) => it === '' || isResource(it));
  const version = fc.oneof(
    fc.constant({ state: '', version: undefined }),
    fc.record({
      state: fc.constantFrom('', ...STANDARD_PREFIXES, ...STANDARD_PREFIXES.map((it) => it.toUpperCase())),
      version: fc.nat({ max: 123_456 }),
    }),
  );
  const extension = fc.constantFrom('', 'comp', '0001.exr', 'tar.gz', 'EXR');
  const type = fc.constantFrom('shot', 'asset', 'general');
  const parts = fc.tuple(fc.record({ project: id, type, item: id, step: id, resource, extension }), version).map(
    ([names, ofVersion]): RamsesName => ({
      ...names,
      ...ofVersion,
      item: names.type === 'general' ? '' : names.item,
    }),
  );
  fc.assert(
    fc.property(parts, (wanted) => {
      const name = buildName(wanted);
      const read = parseName(name);
      expect(read).toEqual(wanted);
      expect(read && buildName(read)).toBe(name);
    }),
  );
});

test('no text whatever stops the reading, and what is read as blocks with one type letter is built the same', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9+. _-]{0,40}$/), fc.constantFrom('S', 'A', 'G'), (rest, letter) => {
      const name = `P_${letter}_${rest}`;
      const read = parseName(name);
      if (read === undefined || read.resource !== read.resource.trim()) return;
      // Digits of versions are filled up, and a dot at the end says nothing.
      const again = parseName(buildName({ ...read, extension: read.extension.replace(/^\.+/, '') }));
      expect(again).toEqual({ ...read, extension: read.extension.replace(/^\.+/, '') });
    }),
  );
});
