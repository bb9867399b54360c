import { expect, test } from 'vitest';
import { configSchema } from '../../../server/formats/config/schema.ts';
import { stepOfFile } from '../../../server/project/layout.ts';
import { shotFrames } from '../../../server/project/shot-frames.ts';

const config = configSchema.parse({
  version: 1,
  project: { id: 'DEMO' },
  shots: {
    SH010: { frames: '1001-1100', handles: 8 },
    sh020: { frames: '5' },
    SH030: { frames: 'all' },
    SH040: { frames: '1-5,6-9' },
  },
});

test.each([
  ['05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/a.comp', 'SH010 1001-1100 993-1108'],
  ['05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/_published/001/a.comp', 'SH010 1001-1100 993-1108'],
  ['05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_COMP/a.comp', 'sh020 5-5 5-5'],
  ['05-SHOTS/DEMO_S_SH030/DEMO_S_SH030_COMP/a.comp', undefined],
  ['05-SHOTS/DEMO_S_SH040/DEMO_S_SH040_COMP/a.comp', 'SH040 1-9 1-9'],
  ['05-SHOTS/DEMO_S_SH050/DEMO_S_SH050_COMP/a.comp', undefined],
  ['02-PROD/DEMO_G_COMP/a.comp', undefined],
  ['a.comp', undefined],
])('%s', (file, expected) => {
  const step = stepOfFile('/show', `/show/${file}`);
  const found = shotFrames({ project: { root: '/show', config, step, renderSpec: undefined } });
  const words =
    found && `${found.shot} ${found.cut.first}-${found.cut.last} ${found.worked.first}-${found.worked.last}`;
  expect(words).toBe(expected);
});

test('outside of projects there are no shots', () => {
  expect(shotFrames({ project: undefined })).toBeUndefined();
});
