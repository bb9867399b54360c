import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { WrittenFile } from '../../../../server/pipeline/queue/written-files.ts';
import { Thumbnails } from '../../../../server/pipeline/thumbnails/thumbnails.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** Thumbnails in a folder; pictures are made when `go` is called where `isHeld`. */
async function rig({
  isHeld = false,
  makes = true,
  target,
}: {
  isHeld?: boolean;
  makes?: boolean;
  target?: string;
} = {}) {
  const folder = await temporaryFolder();
  const kept = path.join(folder, 'kept');
  const made: string[] = [];
  const held = Promise.withResolvers<void>();
  let [atWork, most] = [0, 0];
  const files = new Map<string, readonly WrittenFile[]>();
  const thumbnails = new Thumbnails({
    folder: kept,
    written: async (job) => files.get(job) ?? [],
    published: async () => target,
    maker: {
      make: async (source, _, picture) => {
        atWork += 1;
        most = Math.max(most, atWork);
        if (isHeld) await held.promise;
        made.push(path.basename(source));
        if (makes) writeFileSync(picture, 'png');
        atWork -= 1;
        return makes;
      },
    },
  });
  const file = (name: string, size = 10): string => {
    const it = path.join(folder, name);
    mkdirSync(path.dirname(it), { recursive: true });
    writeFileSync(it, 'x'.repeat(size));
    return it;
  };
  return {
    ...{ folder, kept, made, thumbnails, file, go: () => held.resolve() },
    most: () => most,
    writes: (job: string, ...names: readonly string[]) =>
      files.set(
        job,
        names.map((it, index) => ({ file: path.join(folder, it), frame: index })),
      ),
  };
}

test('the newest file that is there and is a picture is shown, and made once', async () => {
  const { kept, made, thumbnails, file, writes } = await rig();
  const source = file('b.exr');
  file('empty.exr', 0);
  file('notes.txt');
  writes('j', 'gone.exr', 'empty.exr', 'notes.txt', 'b.exr', 'a.exr');
  const first = await thumbnails.of('j');
  expect(first).toEqual({ file: expect.stringMatching(/\.png$/), frame: 3, source });
  expect(path.dirname(first.file ?? '')).toBe(kept);
  expect(await thumbnails.of('j')).toEqual(first);
  expect(made).toEqual(['b.exr']);
  // Rendered anew.
  utimesSync(source, 1, 1);
  expect((await thumbnails.of('j')).file).not.toBe(first.file);
  expect(made).toEqual(['b.exr', 'b.exr']);
});

test('a small PNG or JPEG is shown as it is, a large one as others are', async () => {
  const { made, thumbnails, file, writes } = await rig();
  const source = file('a.PNG');
  writes('small', 'a.PNG');
  expect(await thumbnails.of('small')).toEqual({ file: source, source, frame: 0 });
  file('b.jpg', 3_000_000);
  writes('large', 'b.jpg');
  expect((await thumbnails.of('large')).file).toMatch(/\.png$/);
  expect(made).toEqual(['b.jpg']);
});

test('nothing is shown where nothing can be made, and that is not tried again', async () => {
  const { made, thumbnails, file, writes } = await rig({ makes: false });
  file('a.exr');
  writes('j', 'a.exr');
  for (let time = 0; time < 3; time += 1) expect(await thumbnails.of('j')).toEqual({});
  expect(made).toEqual(['a.exr']);
  expect(await thumbnails.of('none')).toEqual({});
});

test('pictures are made one at a time, and few wait', async () => {
  const { made, thumbnails, file, writes, go, most } = await rig({ isHeld: true });
  const asked: Promise<object>[] = [];
  for (let job = 0; job < 10; job += 1) {
    file(`${job}.exr`);
    writes(`j${job}`, `${job}.exr`);
    asked.push(thumbnails.of(`j${job}`), thumbnails.of(`j${job}`));
  }
  // Those beyond are answered at once.
  await Promise.any(asked);
  go();
  await Promise.all(asked);
  expect([most(), made.length]).toEqual([1, 4]);
});

test('what is kept is bounded, the newest stay, and files of others too', async () => {
  const { kept, thumbnails, file, writes } = await rig();
  mkdirSync(kept);
  writeFileSync(path.join(kept, 'mine.png'), '');
  for (let index = 0; index < 310; index += 1) {
    const old = path.join(kept, `${index.toString(16).padStart(32, '0')}.png`);
    writeFileSync(old, 'x');
    utimesSync(old, index + 1, index + 1);
  }
  file('a.exr');
  writes('j', 'a.exr');
  const { file: made = '' } = await thumbnails.of('j');
  expect([readdirSync(kept).length, existsSync(made), existsSync(path.join(kept, 'mine.png'))]).toEqual([
    301,
    true,
    true,
  ]);
});

test('of a publish that is committed the frame in the version is shown', async () => {
  const target = await temporaryFolder();
  const { thumbnails, writes } = await rig({ target });
  mkdirSync(path.join(target, 'beauty'));
  writeFileSync(path.join(target, 'beauty', 'a.0001.png'), 'x');
  writes('j', 'staging/out/beauty/a.0001.png');
  expect((await thumbnails.of('j')).source).toBe(path.join(target, 'beauty', 'a.0001.png'));
});
