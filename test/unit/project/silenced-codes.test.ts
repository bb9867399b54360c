import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../../server/formats/config/schema.ts';
import { severitiesOf, silencedCodes } from '../../../server/project/silenced-codes.ts';

const ROOT = path.resolve('/show');

describe('the codes of a file', () => {
  const silence = [
    { codes: 'a', files: 'lib/**/*.setting' },
    { codes: ['b', 'c'], files: ['*.comp', '05-SHOTS/**'] },
    { codes: 'd', files: '05-SHOTS/*/{x,y}.comp' },
  ];
  test.each([
    ['lib/macros/glow.setting', ['a']],
    ['lib/glow.setting', ['a']],
    ['lib/glow.comp', []],
    ['a.comp', ['b', 'c']],
    ['lib/a.comp', []],
    ['05-SHOTS/SH010/x.comp', ['b', 'c', 'd']],
    ['05-SHOTS/SH010/z.comp', ['b', 'c']],
  ])('%s', (file, codes) => {
    expect(silencedCodes({ silence }, ROOT, path.join(ROOT, file))).toEqual(codes);
  });
});

test('what is silenced is off, whatever severity is set', () => {
  const config: Pick<Config, 'checks' | 'silence'> = {
    checks: { a: 'error', b: 'hint' },
    silence: [{ codes: ['a', 'c'], files: '*.comp' }],
  };
  expect(severitiesOf(config, ROOT, path.join(ROOT, 'x.comp'))).toEqual({ a: 'off', b: 'hint', c: 'off' });
  expect(severitiesOf(config, ROOT, path.join(ROOT, 'x.setting'))).toEqual({ a: 'error', b: 'hint' });
});
