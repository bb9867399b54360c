import { expect, test } from 'vitest';
import { detectComp, findRoot } from '../../../../server/formats/comp/find-root.ts';

test.each([
  ['Composition {\n', 'composition', 0],
  ['Composition{', 'composition', 0],
  ['\ufeff\r\n  Composition {', 'composition', 5],
  ['-- note {\n{\n\tTools = ordered() {', 'setting', 10],
  ['--[[ Composition { ]]\n{ Tools = { } }', 'setting', 22],
  ['{ }', 'setting', 0],
  ['{', 'setting', 0],
  ['{ ["a"] = 1 }', 'setting', 0],
  ['{ "a": 1 }', undefined, 0],
  ['#version 450\nlayout(local_size_x = 1) in;\nvoid main() { }', undefined, undefined],
  ['hello', undefined, undefined],
  ['', undefined, undefined],
  ['<<<<<<< HEAD\nComposition {', undefined, 13],
  ['Composition', undefined, 0],
] as const)('%j', (text, kind, start) => {
  expect(detectComp(text)).toBe(kind);
  expect(findRoot(text)?.start).toBe(start);
});
