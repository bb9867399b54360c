import { expect, test } from 'vitest';
import { patternCost } from '../../../../server/formats/renderers/pattern-cost.ts';

test.each([
  ['^Fra:(?<frame>\\d+)', false, 1],
  ['Fra:(?<frame>\\d+)', false, 1],
  ['^frame=\\s*(?<done>\\d+)', false, 1],
  ['^Writing (?<path>.*) took', false, 1],
  ['Writing (?<path>.*) took', false, 2],
  ['.*Rendering.*frame', false, 3],
  ['^[^:]*: \\S+ .*$', false, 3],
  ['(?:\\d+,)+x', true, 3],
  ['(a+)+$', true, 3],
  ['(a|ab)*c', true, 2],
  ['(?:a{2,})*', true, 3],
  ['(?:abc)+', false, 2],
  ['(?:a|b)?x+', false, 1],
  ['\\(+\\)+[)(+]', false, 3],
  ['\\s+x', false, 2],
  ['^\\s*\\d+', false, 1],
  ['^\\s*-\\d+', false, 1],
  ['^a|b', false, 1],
  ['^.*a|b.*', false, 3],
  ['x{1,40}[^y]{3}', false, 1],
  ['[^y]{3,900}', false, 2],
])('%s', (pattern, isExponential, degree) => {
  new RegExp(pattern);
  expect(patternCost(pattern)).toEqual({ isExponential, degree });
});
