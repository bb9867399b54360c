import { expect, test } from 'vitest';
import { outputName } from '../../../../server/pipeline/submit/output-name.ts';

test.each([
  ['/r/a.%04d.exr', '/r/a.0000.exr'],
  ['/r/a.####.exr', '/r/a.0000.exr'],
  ['/r/a.$F4.exr', '/r/a.0000.exr'],
  ['/r/a.0000.exr', '/r/a.0000.exr'],
  ['/r/a_v001.exr', '/r/a_v001.exr'],
  ['/r/a.mov', '/r/a.mov'],
])('%s is %s', (output, expected) => {
  expect(outputName(output)).toBe(expected);
});
