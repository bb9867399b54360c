import { chmod, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { filesBefore } from '../../../../server/pipeline/publish/file-identity.ts';
import { FrameVerifier, type FrameVerifierOptions } from '../../../../server/pipeline/publish/frame-verifier.ts';
import { expectedFiles, outputVerifier, verifyOutputs } from '../../../../server/pipeline/publish/verify.ts';
import { outputFiles } from '../../../../server/project/sequence.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { exrFile } from '../../formats/images/write-images.ts';

const FILES = outputFiles('a.0000.exr');
const SPAN = { first: 1, last: 6 };

/** A frame unlike any other. */
const frame = (number: number, width = 8, channels: readonly (readonly [string, number])[] = [['R', 1]]): Buffer => {
  const bytes = exrFile({ width, height: 6, channels });
  bytes[bytes.length - 1] = number;
  return bytes;
};

async function rendered(): Promise<{
  folder: string;
  put: (name: string, bytes: Uint8Array | string) => Promise<string>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-frames-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const put = async (name: string, bytes: Uint8Array | string) => {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return file;
  };
  for (let number = SPAN.first; number <= SPAN.last; number += 1) await put(FILES.nameOf(number), frame(number));
  return { folder, put };
}

const verifier = (folder: string, more: Partial<FrameVerifierOptions> = {}): FrameVerifier =>
  new FrameVerifier({ folder, expected: expectedFiles(FILES, SPAN), ...more });

const told = ({ kind, severity, file }: { kind: string; severity: string; file: string }) =>
  `${severity} ${kind} ${file}`;

type Put = Awaited<ReturnType<typeof rendered>>['put'];

describe('what is wrong with the frames of a render', () => {
  test.each<[string, (put: Put, folder: string) => Promise<unknown>, Partial<FrameVerifierOptions>, readonly string[]]>(
    [
      ['nothing', async () => {}, { picture: { size: { width: 8, height: 6 }, type: 'half' } }, []],
      ['one is missing', (_put, folder) => rm(path.join(folder, 'a.0003.exr')), {}, ['error missing a.0003.exr']],
      ['one is empty', (put) => put('a.0003.exr', ''), {}, ['error empty a.0003.exr']],
      ['one is torn', (put) => put('a.0003.exr', frame(3).subarray(0, -1)), {}, ['error torn a.0003.exr']],
      ['one is of another size', (put) => put('a.0001.exr', frame(1, 9)), {}, ['error size a.0001.exr']],
      [
        'one has another channel',
        (put) =>
          put(
            'a.0001.exr',
            frame(1, 8, [
              ['R', 1],
              ['Z', 1],
            ]),
          ),
        {},
        ['error channels a.0001.exr'],
      ],
      ['one is of another type', (put) => put('a.0001.exr', frame(1, 8, [['R', 2]])), {}, ['error type a.0001.exr']],
      [
        'all are of another size than was asked for',
        async () => {},
        { picture: { size: { width: 9, height: 6 } } },
        [1, 2, 3, 4, 5, 6].map((number) => `error size a.000${number}.exr`),
      ],
      [
        'all are of another type than was asked for',
        async () => {},
        { picture: { type: 'float' } },
        [1, 2, 3, 4, 5, 6].map((number) => `error type a.000${number}.exr`),
      ],
      [
        'one has far more bytes',
        (put) => put('a.0004.exr', Buffer.concat([frame(4), Buffer.alloc(4000)])),
        {},
        ['warning outlier a.0004.exr'],
      ],
      [
        'one is older than the render',
        (_put, folder) => utimes(path.join(folder, 'a.0002.exr'), 1, 1),
        { since: 10_000 },
        ['error stale a.0002.exr'],
      ],
      [
        'one is there that nobody asked for, and one twice',
        async (put) => {
          await put('a.0007.exr', frame(7));
          await put('a.02.exr', frame(2));
          await put('A.0003.EXR', frame(3));
          await put('notes.txt', 'x');
        },
        {},
        ['error duplicate A.0003.EXR', 'error extra a.0007.exr', 'error duplicate a.02.exr', 'error extra notes.txt'],
      ],
      [
        'what is all right beside them',
        (put) => put('manifest.json', '{}'),
        { beside: new Set(['manifest.json']) },
        [],
      ],
      [
        'all are the same picture',
        async (put) => {
          for (const number of [1, 2, 3, 4, 5, 6]) await put(FILES.nameOf(number), frame(0));
        },
        {},
        ['information identical a.0001.exr'],
      ],
      [
        'one may not be read by others',
        (_put, folder) => chmod(path.join(folder, 'a.0005.exr'), 0o600),
        {},
        ['warning permissions a.0005.exr'],
      ],
    ],
  )('%s', async (_name, spoil, options, problems) => {
    const { folder, put } = await rendered();
    await spoil(put, folder);
    const report = await verifier(folder, options).complete();
    expect(report.problems.map(told)).toEqual(problems);
    const unsound = new Set(report.problems.map(({ file }) => file));
    expect(report.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(FILES.namesOf(SPAN).filter((name) => !unsound.has(name))),
    );
    for (const problem of report.problems) expect(problem.path).toBe(path.join(folder, problem.file));
  });
});

test('frames that were there before, and are the same files still, are stale', async () => {
  const { folder, put } = await rendered();
  const before = await filesBefore(folder);
  const next = await put('next', frame(9));
  await rename(next, path.join(folder, 'a.0002.exr'));
  const { problems } = await verifier(folder, { before }).complete();
  expect(problems.map(told)).toEqual([1, 3, 4, 5, 6].map((number) => `error stale a.000${number}.exr`));
});

test('frames are read as they finish, each once; what has changed since is read again', async () => {
  const { folder, put } = await rendered();
  const done: number[] = [];
  const verifying = verifier(folder, { onProgress: (progress) => done.push(progress.done) });
  verifying.finished([1, 2, 99]);
  verifying.finished([2, 3]);
  await expect.poll(() => done.length).toBe(3);
  await put('a.0002.exr', Buffer.concat([frame(2), Buffer.from('x')]));
  await rm(path.join(folder, 'a.0003.exr'));
  const { files, problems } = await verifying.complete();
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
  expect(files.find(({ name }) => name === 'a.0002.exr')?.bytes).toBe(frame(2).length + 1);
  expect(problems.map(told)).toEqual(['error missing a.0003.exr']);
});

test('a frame that was torn while it was written is whole at the end', async () => {
  const { folder, put } = await rendered();
  await put('a.0004.exr', frame(4).subarray(0, 50));
  const done: number[] = [];
  const verifying = verifier(folder, { onProgress: (progress) => done.push(progress.done) });
  verifying.finished([4]);
  await expect.poll(() => done.length).toBe(1);
  await put('a.0004.exr', frame(4));
  expect((await verifying.complete()).problems).toEqual([]);
});

test('a publish is told all problems, and the first ones in its message', async () => {
  const { folder, put } = await rendered();
  for (const number of [1, 2, 3, 4]) await put(FILES.nameOf(number), '');
  const error = await verifyOutputs(folder, outputVerifier({ folder }, FILES, SPAN)).catch((it: unknown) => it);
  if (!ComplineError.is(error, 'verification-failed')) throw error;
  expect(error.message).toBe(
    'The renderer did not write what it should have. a.0001.exr: It is empty. a.0002.exr: It is empty. a.0003.exr: It is empty. And 1 more.',
  );
  expect(error.details).toMatchObject({ problems: [1, 2, 3, 4].map((it) => ({ kind: 'empty', frame: it })) });
});

test('what is cancelled ends, with nothing open', async () => {
  const { folder } = await rendered();
  const cancelling = new AbortController();
  const verifying = verifier(folder, {
    atOnce: 1,
    signal: cancelling.signal,
    onProgress: () => cancelling.abort(new Error('cancelled')),
  });
  await expect(verifying.complete()).rejects.toThrow('cancelled');
});
