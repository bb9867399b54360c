import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callTemplate } from '../../../../../server/pipeline/farms/desk/call-template.ts';
import type { TemplatePart } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import type { FrameChunk } from '../../../../../server/protocol/jobs.ts';

const call = (frames: FrameChunk, args: readonly string[], environment: Record<string, string> = {}) => ({
  frames,
  command: { program: '/bin/render', args, cwd: '/p', environment },
});

const written = (parts: readonly TemplatePart[] | undefined): string | undefined =>
  parts?.map((part) => (typeof part === 'string' ? part : `<${part.frame}>`)).join('');

test.each<[string, readonly [FrameChunk, readonly string[]][], readonly string[] | undefined]>([
  ['one call is as it is', [[{ first: 1, last: 10 }, ['-s', '1', '-e', '10']]], ['-s', '1', '-e', '10']],
  [
    'the first and the last frame',
    [
      [{ first: 1, last: 10 }, ['-s', '1', '-e', '10', '-x', '10']],
      [{ first: 11, last: 20 }, ['-s', '11', '-e', '20', '-x', '10']],
    ],
    ['-s', '<first>', '-e', '<last>', '-x', '10'],
  ],
  [
    'inside of an argument, beside numbers that stay',
    [
      [{ first: 1, last: 2 }, ['--frames=1..2', '/p/v001/a.####.exr']],
      [{ first: 3, last: 4 }, ['--frames=3..4', '/p/v001/a.####.exr']],
    ],
    ['--frames=<first>..<last>', '/p/v001/a.####.exr'],
  ],
  [
    'single frames',
    [
      [{ first: 7, last: 7 }, ['7']],
      [{ first: 8, last: 8 }, ['8']],
    ],
    ['<first>'],
  ],
  [
    'padded numbers are no frames',
    [
      [{ first: 7, last: 7 }, ['a.0007.exr']],
      [{ first: 8, last: 8 }, ['a.0008.exr']],
    ],
    undefined,
  ],
  [
    'other things that differ',
    [
      [{ first: 7, last: 7 }, ['7', 'a']],
      [{ first: 8, last: 8 }, ['8', 'b']],
    ],
    undefined,
  ],
  [
    'frames below 0',
    [
      [{ first: -2, last: -1 }, ['-2']],
      [{ first: 0, last: 1 }, ['0']],
    ],
    undefined,
  ],
  [
    'not the same number of arguments',
    [
      [{ first: 1, last: 1 }, ['1']],
      [{ first: 2, last: 2 }, ['2', '2']],
    ],
    undefined,
  ],
])('%s', (_, calls, expected) => {
  const template = callTemplate(calls.map(([frames, args]) => call(frames, args)));
  expect(template?.args.map(written)).toEqual(expected);
});

test('calls with other surroundings are not one', () => {
  const chunks = [call({ first: 1, last: 1 }, ['1'], { A: '1' }), call({ first: 2, last: 2 }, ['2'], { A: '2' })];
  expect(callTemplate(chunks)).toBeUndefined();
  expect(callTemplate([])).toBeUndefined();
});

test('a template says of every chunk what its call says', () => {
  const texts = fc.array(fc.string({ maxLength: 6 }), { maxLength: 3 });
  const chunks = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(texts, chunks, fc.integer({ min: 0, max: 9 }), (pieces, starts, size) => {
      const calls = starts.map((first) => {
        const last = first + size;
        return call(
          { first, last },
          pieces.map((it) => `${it}${first}:${it}:${last}`),
        );
      });
      const template = callTemplate(calls);
      for (const { frames, command } of template === undefined ? [] : calls) {
        const args = template?.args.map((parts) =>
          parts.map((part) => (typeof part === 'string' ? part : String(frames[part.frame]))).join(''),
        );
        expect(args).toEqual(command.args);
      }
    }),
  );
});
