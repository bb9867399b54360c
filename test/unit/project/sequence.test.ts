import { expect, test } from 'vitest';
import { isMovieName, numberedFrom, outputFiles, sequenceNumber } from '../../../server/project/sequence.ts';

test.each([
  ['name.0000.exr', 1001, 'name.1001.exr', 'name.%04d.exr', 'name'],
  ['name_0000.exr', 7, 'name_0007.exr', 'name_%04d.exr', 'name'],
  ['name.1001.exr', 1002, 'name.1002.exr', 'name.%04d.exr', 'name'],
  ['name.00000.exr', 7, 'name.00007.exr', 'name.%05d.exr', 'name'],
  ['name0000.exr', 7, 'name0007.exr', 'name%04d.exr', 'name'],
  ['name.exr', 7, 'name0007.exr', 'name%04d.exr', 'name'],
  ['name', 7, 'name0007', 'name%04d', 'name'],
  ['v1.00.b.0000.exr', 7, 'v1.00.b.0007.exr', 'v1.00.b.%04d.exr', 'v1.00.b'],
  ['n.0000.exr', 123456, 'n.123456.exr', 'n.%04d.exr', 'n'],
  ['n.0000.exr', -5, 'n.-005.exr', 'n.%04d.exr', 'n'],
  ['50%.0000.exr', 1, '50%.0001.exr', '50%%.%04d.exr', '50%'],
])('%s of frame %i is %s', (name, frame, file, printf, base) => {
  const files = outputFiles(name);
  expect([files.nameOf(frame), files.printf, files.base]).toEqual([file, printf, base]);
});

test('a span has one file for each frame', () => {
  expect(outputFiles('a.0000.exr').namesOf({ first: 8, last: 10 })).toEqual(['a.0008.exr', 'a.0009.exr', 'a.0010.exr']);
  expect(outputFiles('a.0000.exr').namesOf({ first: 8, last: 7 })).toEqual([]);
});

test('a Saver that sets the start of its sequence numbers from there', () => {
  const files = outputFiles('a.0000.exr', numberedFrom(1, 1001));
  expect(files.namesOf({ first: 1001, last: 1003 })).toEqual(['a.0001.exr', 'a.0002.exr', 'a.0003.exr']);
});

test('a movie is one file', () => {
  expect(outputFiles('a.MOV').namesOf({ first: 1, last: 100 })).toEqual(['a.MOV']);
  expect(['a.mov', 'a.MXF', 'a.mp4', 'a.exr', 'mov'].map(isMovieName)).toEqual([true, true, true, false, false]);
});

test.each([
  ['plate.00000567.exr', 567, 'plate.%08d.exr'],
  ['name_1001.exr', 1001, 'name_%04d.exr'],
])('%s is number %i of %s', (name, number, printf) => {
  expect(sequenceNumber(name)).toEqual({ number, printf });
});

test('a name without a number is no sequence', () => {
  expect(sequenceNumber('still.exr')).toBeUndefined();
});
