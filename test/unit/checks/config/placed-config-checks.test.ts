import path from 'node:path';
import { expect, test } from 'vitest';
import { configKind } from '../../../../server/checks/config-kind.ts';
import { Places } from '../../../../server/project/places.ts';
import { readMarks } from '../../formats/marked-text.ts';
import { ProjectFolder } from '../project/project-folder.ts';

const HEAD = 'version: 1\nproject: { id: DEMO }\n';

/** What is found in a file of a folder, in its place. */
async function found(files: Readonly<Record<string, string>>, name: string) {
  const { text, ranges } = readMarks(files[name] ?? '');
  const folder = await ProjectFolder.with({ ...files, [name]: text });
  const file = await configKind.read(text);
  const place = await new Places().placeOf(path.join(folder.root, name));
  const findings = (await file.inPlace?.(place, {})) ?? [];
  return { findings, ranges, told: findings.map(({ code, severity, message }) => `${code} ${severity} ${message}`) };
}

const OWN = 'show/compline.yaml';

test.each([
  [
    'a render spec that is not there',
    {
      [OWN]: `${HEAD}steps: { COMP: { renderSpec: «pipeline/comp.rendrspec.yaml» } }\n`,
      'show/pipeline/comp.renderspec.yaml': '',
    },
    OWN,
    [
      'config-file error There is no render spec pipeline/comp.rendrspec.yaml in the project. Did you mean "pipeline/comp.renderspec.yaml"?',
    ],
  ],
  [
    'a program that is not there',
    { [OWN]: `${HEAD}renderers: { r: { program: «bin/render», args: [] } }\n` },
    OWN,
    ['config-file error There is no program bin/render in the project.'],
  ],
  ['what is there', { [OWN]: `${HEAD}steps: { COMP: { renderSpec: a/x.yaml } }\n`, 'show/a/x.yaml': '' }, OWN, []],
  [
    'a base that is not there',
    { [OWN]: `${HEAD}extends: [«../studio.compline.yaml»]\nsteps: { A: { renderer: r } }\n` },
    OWN,
    ['config-extends error "../studio.compline.yaml" does not exist.'],
  ],
  [
    'a base with a fault',
    {
      [OWN]: `${HEAD}extends: «../studio.compline.yaml»\n`,
      'studio.compline.yaml': 'version: 1\n\nframerate: 24\ncolour: blue\n',
    },
    OWN,
    [/^config-extends error studio\.compline\.yaml has an error in line 3: Unknown key "framerate"/],
  ],
  [
    'a renderer of a base, and one of nobody',
    {
      [OWN]: `${HEAD}extends: ../studio.compline.yaml\nsteps: { A: { renderer: fusion }, B: { renderer: «fusoin» } }\n`,
      'studio.compline.yaml': 'version: 1\nrenderers: { fusion: { program: f, args: [] } }\n',
    },
    OWN,
    ['config-renderer error There is no renderer "fusoin" under "renderers". Did you mean "fusion"?'],
  ],
  [
    'a file that is called almost right',
    { 'show/compline.yml': `«version: 1»\nproject: { id: DEMO }\n` },
    'show/compline.yml',
    ["config-name warning This is not read as a project's configuration: rename compline.yml to compline.yaml."],
  ],
  [
    'a file in capitals, which some systems find',
    { 'show/Compline.yaml': `«version: 1»\nproject: { id: DEMO }\n` },
    'show/Compline.yaml',
    [
      "config-name warning This is not read as a project's configuration where letter case counts: rename Compline.yaml to compline.yaml.",
    ],
  ],
  [
    'a project without a project',
    { [OWN]: 'version: 1\n' },
    OWN,
    ['config-invalid error The key "project" is missing.'],
  ],
  [
    'a root that a base completes',
    {
      [OWN]: `${HEAD}extends: ../studio.compline.yaml\nroots: { a: { linux: /a }, «b»: { linux: /b } }\n`,
      'studio.compline.yaml': "version: 1\nroots: { a: { windows: 'P:', macos: /Volumes/a } }\n",
    },
    OWN,
    ['config-root-platform information The root "b" has no path on Windows and macOS.'],
  ],
  [
    'a part by itself',
    { 'studio.compline.yaml': 'version: 1\nsteps: { A: { renderer: r, renderSpec: x.yaml } }\n' },
    'studio.compline.yaml',
    [],
  ],
])('%s', async (_name, files, name, expected) => {
  const { told, findings, ranges } = await found(files, name);
  expect(told).toHaveLength(expected.length);
  for (const [index, message] of expected.entries()) {
    if (typeof message === 'string') expect(told[index]).toBe(message);
    else expect(told[index]).toMatch(message);
  }
  if (ranges.length > 0) expect(findings.map(({ range }) => range)).toEqual(ranges);
});
