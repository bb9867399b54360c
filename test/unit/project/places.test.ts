import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Places } from '../../../server/project/places.ts';
import type { Span } from '../../../server/project/sequence.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NO_MAPS = new Map<string, string>();
const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
const CONFIG = `version: 1
project: { id: DEMO }
steps:
  COMP: { renderSpec: comp.yaml }
`;

let root: string;
let time: number;
let places: Places;
beforeEach(async () => {
  root = await temporaryFolder();
  time = 0;
  places = new Places({ now: () => time, timeout: 60_000 });
});

async function put(name: string, text = ''): Promise<string> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

describe('the project', () => {
  test('its step, and what is rendered there', async () => {
    await put('compline.yaml', CONFIG);
    await put('comp.yaml', 'fusion: { final: { format: OpenEXRFormat } }');
    const { file, project } = await places.placeOf(path.join(root, STEP, 'DEMO_S_SH010_COMP.comp'));
    expect(file).toBe(path.join(root, STEP, 'DEMO_S_SH010_COMP.comp'));
    expect(project).toMatchObject({
      root,
      config: { project: { id: 'DEMO' } },
      step: { step: { step: 'COMP', item: 'SH010' }, reserved: undefined },
      renderSpec: { final: { format: 'OpenEXRFormat' } },
    });
  });

  test.each([
    ['without a step', 'other/a.comp', CONFIG, { step: undefined, renderSpec: undefined }],
    ['with a faulty configuration', `${STEP}/a.comp`, 'version: 2', { config: undefined, renderSpec: undefined }],
    ['with a render spec that is not there', `${STEP}/a.comp`, CONFIG, { renderSpec: undefined }],
  ])('%s', async (_name, comp, config, expected) => {
    await put('compline.yaml', config);
    expect((await places.placeOf(path.join(root, comp))).project).toMatchObject({ root, ...expected });
  });

  test('is remembered until it is forgotten', async () => {
    const comp = path.join(root, 'a.comp');
    expect((await places.placeOf(comp)).project).toBeUndefined();
    await put('compline.yaml', CONFIG);
    time += 1_000_000;
    expect((await places.placeOf(comp)).project).toBeUndefined();
    places.forget();
    expect((await places.placeOf(comp)).project).toMatchObject({ root });
  });
});

describe('what a project builds on', () => {
  const BASE = 'studio/a.compline.yaml';
  const OWN = `${CONFIG}extends: ${BASE}\n`;

  test('is read with it, belongs to it, and is what is open before what is on disk', async () => {
    const open = new Map<string, string>();
    const read: string[] = [];
    places = new Places({
      now: () => time,
      timeout: 60_000,
      openText: (file) => open.get(file),
      configurationRead: (file) => read.push(path.relative(root, file)),
    });
    const base = await put(BASE, 'version: 1\nframeRate: 24\n');
    await put('compline.yaml', OWN);
    const rate = async () => (await places.placeOf(path.join(root, 'a.comp'))).project?.config?.frameRate;
    expect(await rate()).toBe(24);
    expect(read).toEqual(['compline.yaml', path.normalize(BASE)]);
    expect(places.isConfiguration(base)).toBe(true);
    open.set(base, 'version: 1\nframeRate: 25\n');
    expect(places.textChanged(base, () => open.get(base))).toBe(true);
    expect(await rate()).toBe(25);
  });

  test('counts once it is there', async () => {
    await put('compline.yaml', OWN);
    const config = async () => (await places.placeOf(path.join(root, 'a.comp'))).project?.config;
    expect(await config()).toBeUndefined();
    await put(BASE, 'version: 1\n');
    places.forget();
    expect(await config()).toMatchObject({ project: { id: 'DEMO' } });
  });

  test('is read by itself, too', async () => {
    const base = await put(BASE, 'version: 1\n');
    await put('b.compline.yaml/x');
    await put('c.compline.yaml', `version: 1 ${'#'.repeat(1_000_001)}`);
    const { configAt } = await places.placeOf(path.join(root, 'a.comp'));
    expect(await configAt?.(base)).toEqual({ kind: 'text', text: 'version: 1\n' });
    expect(await configAt?.(path.join(root, 'none.compline.yaml'))).toEqual({ kind: 'missing' });
    expect(await configAt?.(path.join(root, 'b.compline.yaml'))).toMatchObject({ kind: 'unreadable' });
    expect(await configAt?.(path.join(root, 'c.compline.yaml'))).toMatchObject({
      kind: 'unreadable',
      why: expect.stringMatching(/1 MB/),
    });
  });
});

test('the steps of the project are known, and of no project none', async () => {
  const comp = await put(`${STEP}/a.comp`);
  expect(await (await places.placeOf(comp)).steps?.()).toEqual([]);
  await put('compline.yaml', CONFIG);
  places.forget();
  expect(await (await places.placeOf(comp)).steps?.()).toMatchObject([{ step: 'COMP', item: 'SH010' }]);
});

test('names are understood by the roots of the project', async () => {
  await put(
    'compline.yaml',
    `${CONFIG}roots: { plates: { windows: 'P:', linux: /mnt/p, macos: /mnt/p, map: 'Plates:' } }\n`,
  );
  const { resolve } = await places.placeOf(path.join(root, 'a.comp'));
  const there = path.sep === '/' ? '/mnt/p/a.exr' : 'P:\\a.exr';
  for (const name of ['P:\\a.exr', '/mnt/p/a.exr', 'Plates:a.exr']) expect(resolve(name, NO_MAPS)).toBe(there);
});

describe('what is open goes before what is on disk', () => {
  const CONFIG_FILE = () => path.join(root, 'compline.yaml');
  let open: Map<string, string>;
  const step = async () => (await places.placeOf(path.join(root, STEP, 'DEMO_S_SH010_COMP.comp'))).project;
  const opened = (file: string, text: string | undefined): boolean => {
    if (text === undefined) open.delete(file);
    else open.set(file, text);
    return places.textChanged(file, () => text);
  };
  beforeEach(async () => {
    open = new Map();
    places = new Places({ timeout: 60_000, openText: (file) => open.get(file) });
    await put('compline.yaml', `\ufeff${CONFIG}`);
    await put('comp.yaml', 'fusion: { final: { format: OpenEXRFormat } }');
  });

  test('the text of a configuration, until it is closed', async () => {
    expect(opened(CONFIG_FILE(), CONFIG)).toBe(false);
    expect(await step()).toMatchObject({ config: { project: { id: 'DEMO' } } });
    expect(opened(CONFIG_FILE(), CONFIG)).toBe(false);
    expect(opened(CONFIG_FILE(), CONFIG.replace('DEMO', 'OTHER'))).toBe(true);
    expect(await step()).toMatchObject({ config: { project: { id: 'OTHER' } } });
    expect(opened(CONFIG_FILE(), undefined)).toBe(true);
    expect(await step()).toMatchObject({ config: { project: { id: 'DEMO' } } });
  });

  test('that of a render spec, also of one that is not on disk', async () => {
    const spec = path.join(root, 'comp.yaml');
    await step();
    expect(opened(spec, 'fusion: { final: { format: OpenEXRFormat } }')).toBe(false);
    expect(opened(spec, 'fusion: { final: { format: PNGFormat } }')).toBe(true);
    expect(await step()).toMatchObject({ renderSpec: { final: { format: 'PNGFormat' } } });
    expect(opened(CONFIG_FILE(), CONFIG.replace('comp.yaml', 'new.yaml'))).toBe(true);
    expect(await step()).toMatchObject({ renderSpec: undefined });
    expect(opened(path.join(root, 'new.yaml'), 'fusion: { final: { format: TIFFFormat } }')).toBe(true);
    expect(await step()).toMatchObject({ renderSpec: { final: { format: 'TIFFFormat' } } });
  });

  test('of other files nothing follows', async () => {
    await step();
    expect(opened(path.join(root, 'other.yaml'), 'x: 1')).toBe(false);
  });

  test('what was read says which files are configurations', async () => {
    expect(places.isConfiguration(CONFIG_FILE())).toBe(false);
    await step();
    places.forget();
    expect(places.isConfiguration(CONFIG_FILE())).toBe(true);
    expect(places.isConfiguration(path.join(root, 'comp.yaml'))).toBe(false);
  });
});

test('a thousand files in a thousand folders have their configuration and render spec read once', async () => {
  await put('compline.yaml', CONFIG);
  await put('comp.yaml', 'fusion: { final: { format: OpenEXRFormat } }');
  const reads: string[] = [];
  places = new Places({ timeout: 60_000, openText: (file) => void reads.push(path.basename(file)) });
  const ask = async (at: number) => {
    const step = `05-SHOTS/DEMO_S_SH${at}/DEMO_S_SH${at}_COMP`;
    return (await places.placeOf(path.join(root, step, 'a.comp'))).project?.renderSpec?.final?.format;
  };
  const formats = await Promise.all(Array.from({ length: 1_000 }, (_, at) => ask(at)));
  expect(new Set(formats)).toEqual(new Set(['OpenEXRFormat']));
  expect(reads.sort()).toEqual(['comp.yaml', 'compline.yaml']);
});

test('names in a comp are resolved against its folder', async () => {
  const place = await places.placeOf(path.join(root, 'a', 'b.comp'));
  const maps = new Map([['plates:', 'Comp:/../plates/']]);
  expect(place.resolve('Comp:c.exr', NO_MAPS)).toBe(path.join(root, 'a', 'c.exr'));
  expect(place.resolve('Plates:c.exr', maps)).toBe(path.join(root, 'plates', 'c.exr'));
  expect(place.resolve('Reactor:/c.exr', maps)).toBeUndefined();
  if (path.sep === '/') expect(place.resolve('P:\\show\\c.exr', maps)).toBeUndefined();
});

describe('media', () => {
  const media = async (name: string): Promise<{ kind: string; frames: readonly Span[] }> => {
    const file = path.join(root, name);
    const { path: found, ...rest } = await (await places.placeOf(path.join(root, 'a.comp'))).mediaAt(file);
    expect(found).toBe(file);
    return rest;
  };

  test.each([
    ['m/plate.1001.exr', { kind: 'sequence', frames: [{ first: 1001, last: 1002 }] }],
    ['m/plate.1007.exr', { kind: 'sequence', frames: [{ first: 1001, last: 1002 }] }],
    ['m/logo.png', { kind: 'file', frames: [] }],
    ['m/take_001.mov', { kind: 'movie', frames: [] }],
    ['m/take_002.mov', { kind: 'missing', frames: [] }],
    ['m/other.1001.exr', { kind: 'missing', frames: [] }],
    ['m/nothing.png', { kind: 'missing', frames: [] }],
    ['nowhere/plate.1001.exr', { kind: 'missing', frames: [] }],
    ['m/logo.png/below.png', { kind: 'missing', frames: [] }],
  ])('%s', async (name, expected) => {
    for (const file of ['plate.1001.exr', 'plate.1002.exr', 'logo.png', 'take_001.mov']) await put(`m/${file}`);
    expect(await media(name)).toEqual(expected);
  });

  test('is known for some seconds, or until it is forgotten', async () => {
    expect(await media('m/a.png')).toMatchObject({ kind: 'missing' });
    await put('m/a.png');
    time += 2_999;
    expect(await media('m/a.png')).toMatchObject({ kind: 'missing' });
    time += 1;
    expect(await media('m/a.png')).toMatchObject({ kind: 'file' });
    await put('m/b.png');
    places.forget();
    expect(await media('m/b.png')).toMatchObject({ kind: 'file' });
  });

  test('is known of the folders that were asked for last', async () => {
    await put('0/a.png');
    for (let folder = 0; folder <= 20; folder += 1) await media(`${folder}/a.png`);
    await put('20/b.png');
    await put('0/b.png');
    // The twentieth is known from before, the first has made room.
    expect(await media('20/b.png')).toMatchObject({ kind: 'missing' });
    expect(await media('0/b.png')).toMatchObject({ kind: 'file' });
  });
});

test('the newest version of published media', async () => {
  await put('p/_published/001_OK/plate.1001.exr');
  const newest = await put('p/_published/002_OK/plate.1001.exr');
  const place = await places.placeOf(path.join(root, 'a.comp'));
  expect(await place.newestVersion(path.join(root, 'p/_published/001_OK/plate.1001.exr'))).toEqual({
    number: 2,
    path: newest,
  });
  expect(await place.newestVersion(path.join(root, 'p/plate.1001.exr'))).toBeUndefined();
});
