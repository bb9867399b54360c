import { expect, test } from 'vitest';
import type { Span } from '../../../../server/project/sequence.ts';
import { FLOW } from '../check-case.ts';
import { type FakePublish, findings } from './publish-subject.ts';

/** A clip of frames 1 to 100 of a plate that stands at 1001 to 1100. */
const CLIP = 'GlobalStart = 1001, GlobalEnd = 1100, StartFrame = 1, Length = 100, TrimIn = 0, TrimOut = 99';
const LOADER = (file: string, clip = CLIP, inputs = '', more = '') =>
  `L = Loader { ${more} Clips = { Clip { ID = "Clip1", Filename = "${file}", ${clip} } }, Inputs = { ${inputs} } }`;
const SAVER = (by = 'L') => `_FINAL = Saver { Inputs = { Input = Input { SourceOp = "${by}", Source = "Output" } } }`;
const PLATE = '/show/sh010/comp/m/a.0001.exr';
const comp = (clip?: string, inputs?: string) => FLOW(`${LOADER('Comp:m/a.0001.exr', clip, inputs)}, ${SAVER()}`);
const onDisk = (...frames: readonly Span[]): FakePublish => ({
  place: { media: { [PLATE]: { kind: 'sequence', frames } } },
});
const span = (first: number, last: number): Span => ({ first, last });

test.each<[name: string, text: string, fake: FakePublish, found: readonly string[]]>([
  ['the frames that are rendered are there', comp(), onDisk(span(1, 12)), []],
  [
    'one of them is not',
    comp(),
    onDisk(span(1, 4), span(6, 100)),
    ['error Frame 5 of L, which feeds _FINAL, is not on disk.'],
  ],
  [
    'none of them',
    comp(),
    onDisk(span(50, 60)),
    ['error L, which feeds _FINAL, reads a.0001.exr, which is not on disk.'],
  ],
  ['no file at all', comp(), {}, ['error L, which feeds _FINAL, reads a.0001.exr, which is not on disk.']],
  ['a disk that does not answer', comp(), { place: { media: { [PLATE]: { kind: 'unknown', frames: [] } } } }, []],
  [
    'a trimmed clip',
    comp('GlobalStart = 1001, GlobalEnd = 1090, StartFrame = 1, Length = 100, TrimIn = 10, TrimOut = 99'),
    onDisk(span(1, 20)),
    ['error Frames 21 to 22 of L, which feeds _FINAL, are not on disk.'],
  ],
  [
    'a clip that begins within the render',
    comp('GlobalStart = 1010, GlobalEnd = 1109, StartFrame = 1, Length = 100, TrimIn = 0, TrimOut = 99'),
    onDisk(span(1, 2)),
    ['error Frame 3 of L, which feeds _FINAL, is not on disk.'],
  ],
  ['a clip that is not shown', comp(CLIP.replace('1001', '2001').replace('1100', '2100')), {}, []],
  [
    'a clip that repeats',
    comp(`${CLIP}, Loop = true`),
    onDisk(span(1, 50)),
    ['warning Frames 51 to 100 of L, which feeds _FINAL, are not on disk.'],
  ],
  [
    'a Loader that goes on',
    comp(CLIP, 'MissingFrames = Input { Value = 1, }'),
    onDisk(span(1, 4), span(6, 100)),
    ['warning Frame 5 of L, which feeds _FINAL, is not on disk.'],
  ],
  [
    'frames that a tool upstream may take',
    FLOW(
      `${LOADER('Comp:m/a.0001.exr')}, T = TimeSpeed { Inputs = { Input = Input { SourceOp = "L", Source = "Output" } } }, ${SAVER('T')}`,
    ),
    onDisk(span(1, 50)),
    ['warning Frames 51 to 100 of L, which feeds _FINAL, are not on disk.'],
  ],
  [
    'what a tool upstream of another branch may take',
    FLOW(
      `${LOADER('Comp:m/a.0001.exr')}, P = Plasma { }, T = TimeSpeed { Inputs = { Input = Input { SourceOp = "P", Source = "Output" } } }, X = Merge { Inputs = { Background = Input { SourceOp = "L", Source = "Output" }, Foreground = Input { SourceOp = "T", Source = "Output" } } }, ${SAVER('X')}`,
    ),
    onDisk(span(1, 4), span(6, 50)),
    ['error Frame 5 of L, which feeds _FINAL, is not on disk.'],
  ],
  [
    'the foreground of a Merge that is passed through',
    FLOW(
      `${LOADER('Comp:m/a.0001.exr')}, P = Plasma { }, X = Merge { PassThrough = true, Inputs = { Background = Input { SourceOp = "P", Source = "Output" }, Foreground = Input { SourceOp = "L", Source = "Output" } } }, ${SAVER('X')}`,
    ),
    {},
    [],
  ],
  [
    'its background',
    FLOW(
      `${LOADER('Comp:m/a.0001.exr')}, P = Plasma { }, X = Merge { PassThrough = true, Inputs = { Background = Input { SourceOp = "L", Source = "Output" }, Foreground = Input { SourceOp = "P", Source = "Output" } } }, ${SAVER('X')}`,
    ),
    {},
    ['error L, which feeds _FINAL, reads a.0001.exr, which is not on disk.'],
  ],
  ['a Loader that feeds nothing', FLOW(`${LOADER('Comp:m/a.0001.exr')}, P = Plasma { }, ${SAVER('P')}`), {}, []],
  ['a Loader that is off', FLOW(`${LOADER('Comp:m/a.0001.exr', CLIP, '', 'PassThrough = true,')}, ${SAVER()}`), {}, []],
])('media: %s', async (_name, text, fake, found) => {
  const all = await findings(text, fake, 'publish-media');
  expect(all.map(({ severity, message }) => `${severity} ${message}`)).toEqual(found);
  for (const { range } of all) expect(text.slice(range.start, range.end)).toBe('Comp:m/a.0001.exr');
});

test('what the publish says of media stands for what the project says, in the same place alone', async () => {
  const text = comp();
  const start = text.indexOf('Comp:m');
  const range = { start, end: start + 'Comp:m/a.0001.exr'.length };
  const other = { code: 'media-gaps', severity: 'warning', message: '', range: { start: 0, end: 1 } } as const;
  const found = [{ code: 'media-missing', severity: 'warning', message: '', range } as const, other];
  expect(await findings(text, { found }, 'publish-media')).toMatchObject([other, { code: 'publish-media', range }]);
});

test('files are looked into that the render reads and that are there, and each once', async () => {
  const seen: string[] = [];
  const fileFault = async (file: string) => {
    seen.push(file);
    return /000[47]/.test(file) ? 'It is empty.' : undefined;
  };
  const two = FLOW(
    `${LOADER('Comp:m/a.0001.exr')}, ${LOADER('/show/sh010/comp/m/a.0001.exr').replace('L =', 'M =')}, X = Merge { Inputs = { Background = Input { SourceOp = "L", Source = "Output" }, Foreground = Input { SourceOp = "M", Source = "Output" } } }, ${SAVER('X')}`,
  );
  const found = await findings(
    two,
    { ...onDisk(span(1, 3), span(4, 5), span(7, 90)), disk: { fileFault } },
    'publish-media-torn',
  );
  expect(found.map(({ message }) => message)).toEqual([
    'L reads a file that is not whole. a.0004.exr: It is empty. So is 1 other.',
    'M reads a file that is not whole. a.0004.exr: It is empty. So is 1 other.',
  ]);
  expect(seen.map((file) => Number(/(\d+)\.exr$/.exec(file)?.[1]))).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]);
});

test('movies of another rate than the project', async () => {
  const text = FLOW(`${LOADER('Comp:m/a.mov')}, ${SAVER()}`);
  const rates = async (rate: number | undefined, frameRate?: number) =>
    (await findings(text, { config: { frameRate }, disk: { movieRate: async () => rate } }, 'publish-media-rate')).map(
      ({ message }) => message,
    );
  expect(await rates(25, 24)).toEqual(['L reads a movie of 25 frames a second; the project has 24.']);
  expect(await rates(24000 / 1001, 23.976)).toEqual([]);
  expect(await rates(undefined, 24)).toEqual([]);
  expect(await rates(25)).toEqual([]);
});

test('a preview that reads the preview before it', async () => {
  const reads = async (file: string, kind: 'publish' | 'preview') =>
    (
      await findings(
        FLOW(`${LOADER(file)}, ${SAVER()}`),
        { intent: { kind, container: '/show/sh010/comp/_preview' } },
        'publish-reads-target',
      )
    ).length;
  expect(await reads('Comp:_preview/f/f.0001.exr', 'preview')).toBe(1);
  expect(await reads('Comp:_preview/g/f.0001.exr', 'preview')).toBe(0);
  expect(await reads('Comp:_preview/f/f.0001.exr', 'publish')).toBe(0);
});
