import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { auditScene, newerVersion } from '../../../server/checks/audit-scene.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { fusionComp } from '../../../server/language/fusion-comp/fusion-comp.ts';
import { OpenDocument } from '../../../server/language/open-document.ts';
import { Places } from '../../../server/project/places.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const loader = (name: string, file: string, more = '') => `${name} = Loader { ${more} Clips = { Clip {
  ID = "Clip1", Filename = ${JSON.stringify(file)}, FormatID = "PNGFormat", StartFrame = 1001, Length = 2, TrimIn = 0, TrimOut = 1,
} } },`;

async function scene() {
  const root = await temporaryFolder();
  const put = async (...names: readonly string[]) => {
    for (const name of names) {
      await mkdir(path.join(root, path.dirname(name)), { recursive: true });
      await writeFile(path.join(root, name), 'x');
    }
  };
  await writeFile(path.join(root, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\n');
  const step = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_PLATE/_published';
  for (const version of ['001_OK', '002_WIP', '004_OK']) {
    await put(`${step}/${version}/plate.1001.png`, `${step}/${version}/plate.1002.png`);
  }
  const file = path.join(root, '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp');
  const published = (version: string) => `Comp:/../DEMO_S_SH010_PLATE/_published/${version}/plate.1001.png`;
  const text = `Composition {\n\tTools = {\n${loader('Old', published('002_WIP'))}\n${loader('New', published('004_OK'))}
${loader('Gone', 'Comp:/plates/gone.1001.png', 'PassThrough = true,')}\n${loader('Odd', 'Nowhere:/x.1001.png')}\n\t}\n}\n`;
  return { root, text, published, place: await new Places().placeOf(file) };
}

test('each Loader is held against what is published and what is on disk', async () => {
  const { text, place, published } = await scene();
  const { clips } = await auditScene(parseComp(text), place);
  expect(clips.map(({ tool, isEnabled, media }) => [tool, isEnabled, media?.kind])).toEqual([
    ['Old', true, 'sequence'],
    ['New', true, 'sequence'],
    ['Gone', false, 'missing'],
    ['Odd', true, undefined],
  ]);
  expect(clips.map((clip) => newerVersion(clip)?.number)).toEqual([4, undefined, undefined, undefined]);
  expect(clips[0]?.versions).toEqual([
    { number: 4, state: 'OK', name: published('004_OK'), isRead: false },
    { number: 2, state: 'WIP', name: published('002_WIP'), isRead: true },
    { number: 1, state: 'OK', name: published('001_OK'), isRead: false },
  ]);
  // That it is behind is told by its versions.
  expect(clips[0]?.findings).toEqual([]);
});

test('what is missing is said of the Loader, and what is wrong with the comp of the comp', async () => {
  const { text, place } = await scene();
  const enabled = text.replace('PassThrough = true,', '');
  const { clips, findings } = await auditScene(parseComp(enabled), place);
  expect(clips.find(({ tool }) => tool === 'Gone')?.findings.map(({ code }) => code)).toEqual(['media-missing']);
  expect(findings.map(({ code }) => code)).not.toContain('media-missing');
});

test.each<[string, 'up' | 'down' | number, string]>([
  ['Old', 'up', '004_OK'],
  ['Old', 'down', '001_OK'],
  ['Old', 1, '001_OK'],
  ['New', 'down', '002_WIP'],
])('%s goes %s', async (tool, step, version) => {
  const { text, place, published } = await scene();
  const document = new OpenDocument({ uri: 'test:/a.comp', version: 1, text }, fusionComp);
  const edits = await document.model?.moveVersion?.(place, tool, step);
  expect(edits?.().map(({ newText }) => newText)).toEqual([JSON.stringify(published(version))]);
});

test.each<[string, 'up' | 'down' | number]>([
  ['New', 'up'],
  ['Old', 3],
  ['Old', 2],
  ['Gone', 'up'],
  ['Odd', 'down'],
  ['Nobody', 'up'],
])('%s cannot go %s', async (tool, step) => {
  const { text, place } = await scene();
  const document = new OpenDocument({ uri: 'test:/a.comp', version: 1, text }, fusionComp);
  expect((await document.model?.moveVersion?.(place, tool, step))?.()).toEqual([]);
});
