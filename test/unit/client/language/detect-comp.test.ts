import { expect, test } from 'vitest';
import { detectComp } from '../../../../client/language/detect-comp.ts';

test.each([
  ['a composition', 'Composition {\n\tCurrentTime = 0,', 'comp'],
  ['a composition without a blank', 'Composition{', 'comp'],
  ['a composition after a byte-order mark', '\uFEFFComposition {', 'comp'],
  ['a composition after comments', '-- kept by hand\n--[==[ two\nlines ]==]\nComposition {', 'comp'],
  ['a setting', '{\n\tTools = ordered() {', 'comp'],
  ['a setting with a comment first', '{ -- from Fusion\n\tTools = {', 'comp'],
  ['a setting with a quoted key', '{ ["Gamut.SLogVersion"] = 1 }', 'comp'],
  ['an empty table', '{ }', 'comp'],
  ['a shader with a version', '#version 450\nvoid main() {}', 'shader'],
  ['a shader with a comment first', '// blur\n/* two passes */\nlayout(local_size_x = 8) in;', 'shader'],
  ['a shader with an extension first', '#extension GL_EXT_ray_query : enable', 'shader'],
  ['an empty text', '', undefined],
  ['a C block', '{ int x; }', undefined],
  ['prose', 'The comp of shot 10', undefined],
  ['a comp that has lost its head', '\tTools = {\n', undefined],
])('%s', (_, text, kind) => {
  expect(detectComp(text)).toBe(kind);
});

test('a long text costs no more than its beginning', () => {
  expect(detectComp(`${'-'.repeat(5_000_000)}`)).toBeUndefined();
});
