import { expect, test } from 'vitest';
import { detectComp, LOOKED_AT } from '../../../../client/language/detect-comp.ts';

const SHADER = `// Blurs an image along one axis.
/* Two passes,
   one for each axis. */

uniform sampler2D source;

void main() {
  { vec4 sum = vec4(0.0); }
}
`;

test.each([
  ['a composition', 'Composition {\n\tCurrentTime = 0,', 'comp'],
  ['a composition without a blank', 'Composition{', 'comp'],
  ['a composition after a byte-order mark', '\uFEFFComposition {', 'comp'],
  ['a composition after comments', '-- kept by hand\n--[==[ two\nlines ]==]\nComposition {', 'comp'],
  ['a composition with line ends of Windows', '\r\n-- by hand\r\nComposition {\r\n', 'comp'],
  ['a setting', '{\n\tTools = ordered() {', 'comp'],
  [
    'a setting with a licence first',
    `--[[\n${'All rights reserved.\n'.repeat(500)}]]\n{\n\tTools = ordered() {`,
    'comp',
  ],
  ['a setting with a comment inside first', '{ -- from Fusion\n\tTools = {', 'comp'],
  ['what Fusion copies', '{\n\tTools = ordered() {\n\t\tBlur1 = Blur {\n', 'comp'],
  ['a comp with a shader in a tool', 'Composition {\nX = [[\n#version 450\nvoid main() {}\n]]', 'comp'],
  ['a table with a quoted key', '{ ["Gamut.SLogVersion"] = 1 }', 'table'],
  ['a setting that begins with its name', '{\n\tName = "Glow",\n\tTools = ordered() {', 'table'],
  ['an empty table', '{ }', 'table'],
  ['a table just begun', '{\n\t', 'table'],
  ['a shader with a version', '#version 450\nvoid main() {}', 'shader'],
  ['a shader with a comment first', '// blur\n/* two passes */\nlayout(local_size_x = 8) in;', 'shader'],
  ['a shader with an extension first', '#extension GL_EXT_ray_query : enable', 'shader'],
  ['a shader that is included', '#ifndef BLUR\n#define BLUR\n#endif', 'shader'],
  ['a shader without a version', SHADER, 'shader'],
  ['a shader in Windows lines', SHADER.replaceAll('\n', '\r\n'), 'shader'],
  ['a shader of structures', 'struct Particle {\n  vec4 position;\n};', 'shader'],
  ['a shader with precisions', 'precision highp float;', 'shader'],
  ['an empty text', '', undefined],
  ['blanks', ' \n\t\n', undefined],
  ['bytes', '\u0000\u0001\uFFFD\uFFFDPK\u0003\u0004', undefined],
  ['a C block', '{ int x; }', undefined],
  ['JSON', '{ "Tools": {} }', undefined],
  ['prose', 'The comp of shot 10', undefined],
  ['a comment that does not end', '--[[ Composition {', undefined],
  ['a comp that has lost its head', '\tTools = {\n', undefined],
])('%s', (_, text, kind) => {
  expect(detectComp(text)).toBe(kind);
});

test('what comes after the beginning is not looked at', () => {
  expect(detectComp(`${' '.repeat(LOOKED_AT)}Composition {`)).toBeUndefined();
});

test('no beginning takes long', () => {
  for (const piece of ['-', '\n', '--[[\n', '--[[ ]]', '{ ', ' \t', '--x\n', '# ', '{ --\n'])
    expect(['table', undefined]).toContain(detectComp(piece.repeat(LOOKED_AT)));
});
