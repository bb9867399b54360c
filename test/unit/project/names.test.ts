import { expect, test } from 'vitest';
import { parseName, versionFolderName } from '../../../server/project/names.ts';

const parts = (name: string) => {
  const read = parseName(name);
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
  ['PROJ_S_SH010_COMP_v001_final.comp', undefined],
  ['PROJECTLONG1_S_SH010_COMP.comp', undefined],
  ['05-SHOTS', undefined],
  ['PROJ_X_SH010_COMP', undefined],
  ['PROJ_S_', undefined],
  ['', undefined],
])('%s', (name, expected) => {
  expect(parts(name)).toEqual(expected);
});

test.each([
  [1, 'WIP', '001_WIP'],
  [12, '', '012'],
  [12, 'v', '012'],
  [1234, 'OK', '1234_OK'],
])('version %i in state %j has the folder %s', (number, state, expected) => {
  expect(versionFolderName(number, state)).toBe(expected);
});
