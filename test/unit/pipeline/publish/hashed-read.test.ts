import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_WANTED } from '../../../../server/formats/images/image-reading.ts';
import { HashedRead, readBuffers } from '../../../../server/pipeline/publish/hashed-read.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';

const SIZE = 3 * 2 ** 20 + 12_345;
const bytes = Buffer.alloc(SIZE);
for (let at = 0; at < SIZE; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) >>> 0, Math.min(at, SIZE - 4));
const sha256 = createHash('sha256').update(bytes).digest('hex');

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compline-hashed-'));
  file = path.join(folder, 'a');
  await writeFile(file, bytes);
});
afterAll(() => rm(folder, { recursive: true }));

test('whatever is asked for, forwards or backwards, is what is there, and the hash is that of all', {
  timeout: FUZZ_TIMEOUT,
}, async () => {
  const buffers = readBuffers();
  const want = fc.tuple(fc.nat(SIZE + 100), fc.integer({ min: 1, max: MOST_WANTED }));
  await fc.assert(
    fc.asyncProperty(fc.array(want, { maxLength: 12 }), fc.boolean(), async (wants, isInOrder) => {
      await using handle = await open(file);
      const read = new HashedRead(handle, SIZE, buffers);
      for (const [offset, length] of isInOrder ? wants.toSorted((a, b) => a[0] - b[0]) : wants) {
        const found = await read.bytes(offset, length);
        expect(Buffer.compare(found, bytes.subarray(offset, offset + length))).toBe(0);
      }
      expect(await read.finish()).toEqual({ bytes: SIZE, sha256 });
    }),
    { numRuns: fuzzRuns(20) },
  );
});

test('bytes that are asked for in their order are read from the file once', async () => {
  await using handle = await open(file);
  let bytesRead = 0;
  const counted = new Proxy(handle, {
    get: (target, name) => {
      if (name !== 'read') return Reflect.get(target, name);
      return async (buffer: Buffer, offset: number, length: number, position: number) => {
        const result = await target.read(buffer, offset, length, position);
        bytesRead += result.bytesRead;
        return result;
      };
    },
  });
  const read = new HashedRead(counted, SIZE, readBuffers());
  for (let offset = 0; offset < SIZE; offset += 50_000) await read.bytes(offset, 60_000);
  await read.finish();
  expect(bytesRead).toBe(SIZE);
});

test('a file that has become shorter is read to its end', async () => {
  const short = path.join(folder, 'short');
  await writeFile(short, bytes.subarray(0, 1000));
  await using handle = await open(short);
  const read = new HashedRead(handle, SIZE, readBuffers());
  expect((await read.bytes(900, 500)).length).toBe(100);
  expect((await read.finish()).bytes).toBe(1000);
});
