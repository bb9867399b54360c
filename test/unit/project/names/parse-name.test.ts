import { describe, expect, test } from 'vitest';
import { versionPrefixes } from '../../../../server/formats/names/states.ts';
import { parseName } from '../../../../server/project/names/parse-name.ts';

const parts = (name: string, states?: readonly string[]) => {
  const read = parseName(name, states && versionPrefixes(states));
  if (read === undefined) return undefined;
  const { project, type, item, step, resource, state, version, extension } = read;
  return [project, type, item, step, resource, state, version, extension];
};

test.each([
  ['PROJ_S_SH010_COMP.comp', ['PROJ', 'shot', 'SH010', 'COMP', '', '', undefined, 'comp']],
  ['PROJ_S_SH010_COMP_v001.comp', ['PROJ', 'shot', 'SH010', 'COMP', '', 'v', 1, 'comp']],
  ['PROJ_S_SH010_COMP_BG_v002.comp', ['PROJ', 'shot', 'SH010', 'COMP', 'BG', 'v', 2, 'comp']],
  ['TI_A_TRISTAN_ANIM_walk cycle_CHK011.blend', ['TI', 'asset', 'TRISTAN', 'ANIM', 'walk cycle', 'CHK', 11, 'blend']],
  ['TI_G_ADMIN_Budget estimation.xls', ['TI', 'general', '', 'ADMIN', 'Budget estimation', '', undefined, 'xls']],
  ['TI_G_RIG_Template.blend', ['TI', 'general', '', 'RIG', 'Template', '', undefined, 'blend']],
  ['PROJ_S_SH010', ['PROJ', 'shot', 'SH010', '', '', '', undefined, '']],
  ['PROJ_S_01-001_COMP.0001.exr', ['PROJ', 'shot', '01-001', 'COMP', '', '', undefined, '0001.exr']],
  ['proj_s_sh010_comp.comp', ['proj', 'shot', 'sh010', 'comp', '', '', undefined, 'comp']],
  ['PROJ_S_SH010_COMP_001.comp', ['PROJ', 'shot', 'SH010', 'COMP', '', '', 1, 'comp']],
  ['PROJ_S_V01_COMP.comp', ['PROJ', 'shot', 'V01', 'COMP', '', '', undefined, 'comp']],
  [
    'PROJ_S_SH010_COMP_bg+restored-v3+.comp',
    ['PROJ', 'shot', 'SH010', 'COMP', 'bg+restored-v3+', '', undefined, 'comp'],
  ],
  // Every block has its place.
  ['PROJ_S_SH_010_COMP.comp', ['PROJ', 'shot', 'SH', '010', 'COMP', '', undefined, 'comp']],
  ['PROJ_a_+TREE-1_MOD', ['PROJ', 'asset', '+TREE-1', 'MOD', '', '', undefined, '']],
  ['PROJ_G_V01', ['PROJ', 'general', '', 'V01', '', '', undefined, '']],
  ['PROJ_S_SH010_V01_v02', ['PROJ', 'shot', 'SH010', 'V01', '', 'v', 2, '']],
  ['TI_G_RIG_Template_pub012.tar.gz', ['TI', 'general', '', 'RIG', 'Template', 'pub', 12, 'tar.gz']],
  // Versions: a known prefix in any letter case, or three digits.
  ['PROJ_S_SH010_COMP_wip003.comp', ['PROJ', 'shot', 'SH010', 'COMP', '', 'wip', 3, 'comp']],
  ['PROJ_S_SH010_COMP_v1', ['PROJ', 'shot', 'SH010', 'COMP', '', 'v', 1, '']],
  ['PROJ_S_SH010_COMP_1234', ['PROJ', 'shot', 'SH010', 'COMP', '', '', 1234, '']],
  ['PROJ_S_SH010_COMP_12', ['PROJ', 'shot', 'SH010', 'COMP', '12', '', undefined, '']],
  ['PROJ_S_SH010_COMP_take2', ['PROJ', 'shot', 'SH010', 'COMP', 'take2', '', undefined, '']],
  ['PROJ_S_SH010_COMP_take2_v003', ['PROJ', 'shot', 'SH010', 'COMP', 'take2', 'v', 3, '']],
  ['PROJ_S_SH010_COMP_v', ['PROJ', 'shot', 'SH010', 'COMP', 'v', '', undefined, '']],
  ['PROJ_S_SH010_COMP_v001+backup+', ['PROJ', 'shot', 'SH010', 'COMP', 'v001+backup+', '', undefined, '']],
  ['PROJ_S_SH010_COMP_v001_final.comp', undefined],
  ['PROJ_S_SH010_COMP_v001_v002.comp', undefined],
  [
    'PROJ_S_SH010_COMP_99999999999999999999',
    ['PROJ', 'shot', 'SH010', 'COMP', '99999999999999999999', '', undefined, ''],
  ],
  // Blocks that are none.
  ['PROJ_S_SH010_', undefined],
  ['PROJ_S_SH010__BG', undefined],
  ['PROJ_S_SH010_COMP__v001', undefined],
  ['PROJ_G', undefined],
  ['PROJ_S_SHÖ_COMP', undefined],
  [`PROJ_S_SH010_COMP_${'r'.repeat(30)}`, ['PROJ', 'shot', 'SH010', 'COMP', 'r'.repeat(30), '', undefined, '']],
  [`PROJ_S_SH010_COMP_${'r'.repeat(31)}`, undefined],
  ['.~PROJ_S_SH010_COMP.comp.lock', undefined],
  ['PROJECTLONG1_S_SH010_COMP.comp', undefined],
  ['05-SHOTS', undefined],
  ['PROJ_X_SH010_COMP', undefined],
  ['PROJ_S_', undefined],
  ['', undefined],
])('%s', (name, expected) => {
  expect(parts(name)).toEqual(expected);
});

describe('the states are those of the project', () => {
  test.each([
    ['PROJ_S_SH010_COMP_RTK004', ['RTK'], 'RTK', 4, ''],
    ['PROJ_S_SH010_COMP_rtk004', ['RTK'], 'rtk', 4, ''],
    ['PROJ_S_SH010_COMP_WIP004', ['RTK'], '', undefined, 'WIP004'],
    ['PROJ_S_SH010_COMP_v004', [], 'v', 4, ''],
    ['PROJ_S_SH010_COMP_pub004', [], 'pub', 4, ''],
    // Of prefixes that begin each other the longest one holds.
    ['PROJ_S_SH010_COMP_R2004', ['R', 'R2'], 'R2', 4, ''],
    ['PROJ_S_SH010_COMP_R1004', ['R', 'R2'], 'R', 1004, ''],
    ['PROJ_S_SH010_COMP_A+1', ['A+'], 'A+', 1, ''],
  ])('%s with %j', (name, states, state, version, resource) => {
    expect(parseName(name, versionPrefixes(states))).toMatchObject({ resource, state, version });
  });
});
