import path from 'node:path';
import { expect, test } from 'vitest';
import { stepOfFile } from '../../../server/project/layout.ts';

const root = path.resolve('/show');

test.each([
  ['05-SHOTS/P_S_SH010/P_S_SH010_COMP/P_S_SH010_COMP.comp', 'P_S_SH010_COMP', 'COMP', 'SH010', undefined],
  ['05-SHOTS/P_S_SH010/P_S_SH010_COMP/sub/x.comp', 'P_S_SH010_COMP', 'COMP', 'SH010', undefined],
  ['05-SHOTS/P_S_SH010/P_S_SH010_COMP/_published/001_OK/x.comp', 'P_S_SH010_COMP', 'COMP', 'SH010', '_published'],
  ['05-SHOTS/P_S_SH010/P_S_SH010_COMP/_versions/x.comp', 'P_S_SH010_COMP', 'COMP', 'SH010', '_versions'],
  ['04-ASSETS/Props/P_A_CAR/P_A_CAR_LOOK/x.comp', 'P_A_CAR_LOOK', 'LOOK', 'CAR', undefined],
  ['02-PROD/P_G_COMP/Templates/x.comp', 'P_G_COMP', 'COMP', '', undefined],
])('%s', (file, name, step, item, reserved) => {
  const place = stepOfFile(root, path.join(root, file));
  expect(place).toMatchObject({ step: { name, step, item } });
  expect(place?.reserved).toBe(reserved);
  expect(path.basename(place?.step.folder ?? '')).toBe(name);
});

test.each(['x.comp', '05-SHOTS/P_S_SH010/x.comp', '../other/P_S_SH010_COMP/x.comp', 'pipeline/x.comp'])(
  '%s is in no step',
  (file) => {
    expect(stepOfFile(root, path.join(root, file))).toBeUndefined();
  },
);
