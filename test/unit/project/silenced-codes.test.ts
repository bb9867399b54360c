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
  const config: Pick<Config, 'checks' | 'silence' | 'steps'> = {
    checks: { a: 'error', b: 'hint' },
    steps: {},
    silence: [{ codes: ['a', 'c'], files: '*.comp' }],
  };
  expect(severitiesOf(config, ROOT, path.join(ROOT, 'x.comp'))).toEqual({ a: 'off', b: 'hint', c: 'off' });
  expect(severitiesOf(config, ROOT, path.join(ROOT, 'x.setting'))).toEqual({ a: 'error', b: 'hint' });
});

test('the severities of a step go before those of the project, for the files of that step', () => {
  const step = { chunkSize: 10, retries: 1 };
  const config: Pick<Config, 'checks' | 'silence' | 'steps'> = {
    checks: { a: 'error', b: 'hint', c: 'warning' },
    steps: { COMP: { ...step, checks: { b: 'error', c: 'error', d: 'off' } }, ROTO: step },
    silence: [{ codes: 'c', files: '**/*.comp' }],
  };
  const at = (name: string, file: string) => severitiesOf(config, ROOT, path.join(ROOT, '05-SHOTS', name, file));
  expect(at('P_S_SH010_COMP', 'x.setting')).toEqual({ a: 'error', b: 'error', c: 'error', d: 'off' });
  expect(at('P_S_SH010_COMP/_versions', 'x.comp')).toEqual({ a: 'error', b: 'error', c: 'off', d: 'off' });
  expect(at('P_S_SH010_ROTO', 'x.setting')).toEqual({ a: 'error', b: 'hint', c: 'warning' });
  expect(at('elsewhere', 'x.setting')).toEqual({ a: 'error', b: 'hint', c: 'warning' });
});
