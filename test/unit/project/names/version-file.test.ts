import { describe, expect, test } from 'vitest';
import { versionPrefixes } from '../../../../server/formats/names/states.ts';
import { versionNames } from '../../../../server/project/names/version-file.ts';

describe('the name of a version', () => {
  test.each([
    ['PROJ_S_SH010_COMP.comp', 'wip', 3, 'PROJ_S_SH010_COMP_wip003.comp'],
    ['PROJ_S_SH010_COMP.comp', 'OK', 1234, 'PROJ_S_SH010_COMP_OK1234.comp'],
    ['PROJ_S_SH010_COMP.comp', '', 4, 'PROJ_S_SH010_COMP_004.comp'],
    ['proj_s_sh010_comp.comp', 'v', 1, 'proj_S_sh010_comp_v001.comp'],
    ['PROJ_S_SH010_COMP_BG.comp', 'v', 2, 'PROJ_S_SH010_COMP_BG_v002.comp'],
    ['PROJ_S_SH010_COMP_v003.comp', 'wip', 4, 'PROJ_S_SH010_COMP_wip004.comp'],
    ['PROJ_S_SH010_COMP_bg+restored-v3+.comp', 'wip', 4, 'PROJ_S_SH010_COMP_bg_wip004.comp'],
    ['PROJ_S_SH010_COMP_+backup+.comp', 'wip', 4, 'PROJ_S_SH010_COMP_wip004.comp'],
    ['PROJ_G_RIG_Template.setting', 'wip', 1, 'PROJ_G_RIG_Template_wip001.setting'],
    ['PROJ_S_V01_COMP.comp', 'wip', 1, 'PROJ_S_V01_COMP_wip001.comp'],
    ['shot.comp', 'wip', 1, 'shot_wip001.comp'],
    ['shot_v003.comp', 'wip', 4, 'shot_wip004.comp'],
    ['shot.final.comp', 'v', 1, 'shot.final_v001.comp'],
    ['v003.comp', 'v', 1, 'v003_v001.comp'],
    ['.comp', 'v', 1, '.comp_v001'],
    ['Ñandú 🎬.comp', 'wip', 1, 'Ñandú 🎬_wip001.comp'],
    ['PROJ_S_SH010_COMP_v001_final.comp', 'wip', 1, 'PROJ_S_SH010_COMP_v001_final_wip001.comp'],
  ])('of %s in state "%s", number %d, is %s', (file, state, number, name) => {
    const names = versionNames(file);
    expect(names.build({ state, number })).toBe(name);
    expect(names.read(name)).toEqual({ state, number });
    expect(versionNames(name).key).toBe(names.key);
  });

  test.each(['', '_', 'WIPP', 'wip1', '../x', 'w/ip', 'v0'])('does not hold the state "%s"', (state) => {
    if (state === '') return expect(versionNames('a.comp').build({ state, number: 7 })).toBe('a_007.comp');
    expect(() => versionNames('a.comp').build({ state, number: 1 })).toThrow(/do not hold the state/);
    expect(() => versionNames('PROJ_S_SH010_COMP.comp').build({ state, number: 1 })).toThrow(/do not hold the state/);
  });

  test('holds the states of its project', () => {
    const names = versionNames('PROJ_S_SH010_COMP.comp', versionPrefixes(['SUP']));
    expect(names.build({ state: 'SUP', number: 1 })).toBe('PROJ_S_SH010_COMP_SUP001.comp');
    expect(() => names.build({ state: 'wip', number: 1 })).toThrow(
      expect.objectContaining({ code: 'invalid-parameters', nextStep: 'Use one of these: pub, sup, v.' }),
    );
  });
});

test.each([
  ['PROJ_S_SH010_COMP.comp', 'proj_s_sh010_comp_WIP012.COMP', { state: 'WIP', number: 12 }],
  ['PROJ_S_SH010_COMP.comp', 'PROJ_S_SH010_COMP_012.comp', { state: '', number: 12 }],
  ['PROJ_S_SH010_COMP.comp', 'PROJ_S_SH010_COMP_BG_v012.comp', undefined],
  ['PROJ_S_SH010_COMP_BG.comp', 'PROJ_S_SH010_COMP_bg_v012.comp', { state: 'v', number: 12 }],
  ['PROJ_S_SH010_COMP.comp', 'PROJ_S_SH010_COMP.comp', undefined],
  ['PROJ_S_SH010_COMP.comp', 'PROJ_S_SH010_COMP_v012.setting', undefined],
  ['PROJ_S_SH010_COMP.comp', 'PROJ_S_SH011_COMP_v012.comp', undefined],
  ['shot.comp', 'SHOT_v007.comp', { state: 'v', number: 7 }],
  ['shot.comp', 'shot_extra_v007.comp', undefined],
  ['shot.comp', '.compline-version-007', undefined],
])('among the versions of %s, %s is %j', (file, name, version) => {
  expect(versionNames(file).read(name)).toEqual(version);
});
