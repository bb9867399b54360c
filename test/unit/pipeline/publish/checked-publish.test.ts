import { appendFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { contents, publishToEnd, type TestProject, testProject } from './test-project.ts';

const PLATE = '../DEMO_S_SH020_PLATE/_published/001_OK/DEMO_S_SH020_PLATE.1005.exr';
const plateOf = ({ stepFolder }: TestProject) => path.join(stepFolder, PLATE);
const edit = async (file: string, change: (text: string) => string) =>
  writeFile(file, change(await readFile(file, 'utf8')));

test.each<[name: string, code: string, message: RegExp, prepare: (project: TestProject) => Promise<void>]>([
  [
    'media that is missing',
    'comp-has-errors',
    /^Frame 1005 of Plate, which feeds _FINAL, is not on disk\.$/,
    (project) => rm(plateOf(project)),
  ],
  [
    'media that is torn',
    'comp-has-errors',
    /^Plate reads a file that is not whole\. DEMO_S_SH020_PLATE\.1005\.exr: It breaks off within its pixels: .*\.$/,
    async (project) => truncate(plateOf(project), (await stat(plateOf(project))).size - 20),
  ],
  [
    'both, and an error of the comp, which comes first',
    'comp-has-errors',
    /^The comp has 2 errors\. Line \d+: .*Format/,
    async (project) => {
      await rm(plateOf(project));
      await edit(project.comp, (text) =>
        text
          .replace('_FINAL = Saver', '_FINAL = Saver')
          .replace(/FormatID = "OpenEXRFormat"/g, 'FormatID = "PNGFormat"'),
      );
      await appendFile(
        path.join(project.root, 'compline.yaml'),
        'checks: { saver-format: off, saver-render-spec: off }\n',
      );
    },
  ],
  [
    'an error of a step',
    'comp-has-errors',
    /^The comp has an error\. Line \d+: /,
    (project) =>
      edit(path.join(project.root, 'compline.yaml'), (text) =>
        text.replace('chunkSize: 5', 'chunkSize: 5, checks: { saver-no-create-dir: error }'),
      ).then(() =>
        edit(project.comp, (text) =>
          text.replace(/CreateDir = Input \{ Value = 1, \}/, 'CreateDir = Input { Value = 0, }'),
        ),
      ),
  ],
])('a publish is refused for %s', async (_name, code, message, prepare) => {
  const project = await testProject();
  await prepare(project);
  const before = await contents(project.root);
  for (const work of [
    () => project.publisher().plan(project.options()),
    () => project.publisher().start(project.options()),
  ]) {
    await expect(work()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  }
  expect(await contents(project.root)).toEqual(before);
});

test('what is to be warned of is in the plan, and refuses a strict publish', async () => {
  const project = await testProject();
  await publishToEnd(project.publisher(), project.options());
  const { warnings } = await project.publisher().plan(project.options());
  expect(warnings).toEqual(['v001 was published from this very comp, in the same state.']);
  await expect(project.publisher().start(project.options({ strict: true }))).rejects.toMatchObject({
    message: 'v001 was published from this very comp, in the same state.',
  });
  expect((await project.publisher().plan(project.options({ strict: true, state: 'CHK' }))).warnings).toEqual([]);
  await project.publisher().settled();
  expect(await readdir(project.published)).toEqual(['001_WIP']);
});

test('a severity of a step lets a publish go on', async () => {
  const project = await testProject();
  await truncate(plateOf(project), 0);
  await edit(path.join(project.root, 'compline.yaml'), (text) =>
    text.replace('chunkSize: 5', 'chunkSize: 5, checks: { publish-media-torn: warning }'),
  );
  const { warnings } = await project.publisher().plan(project.options());
  expect(warnings).toEqual([expect.stringContaining('DEMO_S_SH020_PLATE.1005.exr: It is empty.')]);
});
