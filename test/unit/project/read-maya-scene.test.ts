import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readMayaScene } from '../../../server/project/read-maya-scene.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const fileOf = async (bytes: string | Uint8Array, name = 'a.ma') => {
  const file = path.join(await temporaryFolder(), name);
  writeFileSync(file, bytes);
  return file;
};

const HEAD = '//Maya ASCII 2024 scene\r\n';

test('a scene is read as a stream, however it is cut, with letters of any language', async () => {
  const layers = Array.from({ length: 3_000 }, (_, index) => `createNode renderLayer -n "Größe${index}🎬";\r\n`);
  const { layers: found } = await readMayaScene(await fileOf(HEAD + layers.join('')));
  expect(found.map(({ name }) => name)).toEqual(layers.map((_, index) => `Größe${index}🎬`));
});

test('a line without end does no harm', async () => {
  const long = `setAttr ".b" -type "string" "${'x'.repeat(3_000_000)}";`;
  const file = await fileOf(`${HEAD}${long}\ncreateNode renderLayer -n "A";`);
  expect((await readMayaScene(file)).layers).toMatchObject([{ name: 'A' }]);
});

test.each([
  ['a binary scene', 'FOR4\u0000\u0000\u0000\u0010Maya', 'not-supported', /binary Maya scene/],
  ['a newer binary scene', 'FOR8\u0000', 'not-supported', /binary Maya scene/],
  ['an empty file', '', 'not-supported', /empty/],
  ['another file', 'Composition {\n', 'not-supported', /no Maya ASCII scene/],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'not-supported', /no Maya ASCII scene/],
])('%s is refused', async (_, bytes, code, message) => {
  const file = await fileOf(bytes);
  await expect(readMayaScene(file)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
    path: file,
  });
});

test('a scene that is not there, and a folder', async () => {
  const folder = await temporaryFolder();
  await expect(readMayaScene(path.join(folder, 'no.ma'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(readMayaScene(folder)).rejects.toMatchObject({ message: 'The scene cannot be read: it is a folder' });
});
