import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { markdown } from '../../../../server/language/markup.ts';
import { configAt } from './config-at.ts';

const HEAD = 'version: 1\nproject: { id: DEMO }\n';
const RENDERERS = "renderers:\n  fusion: { program: f, args: ['{comp}'] }\n  nuke: { program: n, args: [] }\n";
const STUDIO = 'version: 1\nrenderers: { blender: { program: b, args: [] } }\nsteps: { LIGHT: { chunkSize: 3 } }\n';
const DISK = {
  'studio.compline.yaml': STUDIO,
  'show/pipeline/comp.renderspec.yaml': '',
  'show/pipeline/notes.txt': '',
  'show/bin/render': '',
  'show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/a.comp': '',
  'show/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_ROTO/a.comp': '',
  'show/04-ASSETS/Props/DEMO_A_CAR/DEMO_A_CAR_MOD/a.comp': '',
};

/** The labels at the cursor; a leading ~ stands for labels that are not there. */
test.each([
  ['keys', `${HEAD}|`, ['extends', 'roots', 'shots', 'frameRate', '~version', '~project']],
  ['keys of a step', `${HEAD}steps:\n  COMP:\n    |`, ['renderer', 'renderSpec', 'chunkSize', 'saver']],
  ['keys of a step in braces', `${HEAD}steps: { COMP: { ren| } }`, ['renderer', 'renderSpec']],
  ['steps seen on disk', `${HEAD}steps:\n  |`, ['COMP', 'ROTO', 'MOD', '~SH010']],
  ['steps of a base', `${HEAD}extends: ../studio.compline.yaml\nsteps:\n  |`, ['LIGHT', 'COMP']],
  ['shots seen on disk', `${HEAD}shots:\n  |`, ['SH010', 'SH020', '~CAR', '~COMP']],
  ['renderers', `${HEAD}${RENDERERS}steps:\n  COMP:\n    renderer: |`, ['fusion', 'nuke', '~blender']],
  [
    'renderers of a base',
    `${HEAD}extends: ../studio.compline.yaml\n${RENDERERS}steps:\n  COMP:\n    renderer: |`,
    ['fusion', 'nuke', 'blender'],
  ],
  ['codes of checks', `${HEAD}checks:\n  |`, ['machine-path', 'config-root', 'media-missing']],
  ['codes of checks of a step', `${HEAD}steps:\n  COMP:\n    checks:\n      |`, ['machine-path', 'media-missing']],
  ['severities of a step', `${HEAD}steps: { COMP: { checks: { machine-path: | } } }`, ['error', 'off']],
  ['severities', `${HEAD}checks:\n  machine-path: |`, ['error', 'warning', 'information', 'hint', 'off']],
  ['codes that are silenced', `${HEAD}silence:\n  - codes: |`, ['machine-path']],
  ['one of several', `${HEAD}silence:\n  - codes: [last-file, |]`, ['machine-path']],
  ['folders of render specs', `${HEAD}steps:\n  COMP:\n    renderSpec: |`, ['pipeline', '05-SHOTS']],
  ['render specs', `${HEAD}steps:\n  COMP:\n    renderSpec: pipeline/|`, ['comp.renderspec.yaml', '~notes.txt']],
  ['programs', `${HEAD}renderers:\n  x:\n    program: bin/|`, ['render']],
  ['configurations to build on', `${HEAD}extends: ../|`, ['studio.compline.yaml', 'show', '..']],
  ['one of several to build on', `${HEAD}extends:\n  - ../|`, ['studio.compline.yaml']],
  ['not itself', `${HEAD}extends: |`, ['..', 'pipeline', '~compline.yaml']],
  ['roles', `${HEAD}roles:\n  |`, ['supervisor', 'lead', 'artist']],
  ['people', `${HEAD}roles: { lead: [jo, ann], supervisor: [|] }`, ['ann', 'jo']],
  ['platforms', `${HEAD}roots:\n  plates:\n    |`, ['windows', 'linux', 'macos', 'map']],
  ['placeholders', `${HEAD}renderers:\n  x:\n    args: ['{|']`, ['{comp}', '{first}']],
  ['placeholders in the midst', `${HEAD}renderers:\n  x:\n    args:\n      - "-s {fi|-"`, ['{first}']],
  ['placeholders after braces that stay', `${HEAD}renderers:\n  x:\n    args: ['{{ {|']`, ['{first}']],
  ['arguments', `${HEAD}renderers:\n  x:\n    args:\n      - |`, ['{comp}', '{output}']],
  ['farms', `${HEAD}farms: { studio: { type: slurm } }\nfarm: |`, ['local', 'studio']],
  ['types of farms', `${HEAD}farms:\n  a:\n    type: |`, ['slurm', 'opencue', 'deadline-cloud']],
  ['settings of a farm', `${HEAD}farms:\n  a:\n    |`, ['type', 'url', 'region', 'show']],
  [
    'settings that a type knows',
    `${HEAD}farms:\n  a:\n    type: opencue\n    |`,
    ['url', 'show', '~region', '~apiVersion', '~type'],
  ],
  ['Savers', `${HEAD}steps:\n  COMP:\n    saver: |`, ['_FINAL', '_PREVIEW']],
])('%s', async (_name, marked, labels) => {
  const { model, offset, askPlace } = await configAt(marked, DISK);
  const found = (await model.completions?.(offset, askPlace))?.items.map(({ label }) => label) ?? [];
  for (const label of labels) {
    if (label.startsWith('~')) expect(found).not.toContain(label.slice(1));
    else expect(found).toContain(label);
  }
});

describe('what a suggestion writes', () => {
  test.each([
    ['{first}', "args: ['{|']", "args: ['{first}']"],
    ['{first}', "args: ['{fi|}-x']", "args: ['{first}-x']"],
    ['{first}', "args: ['{fi|rst}']", "args: ['{first}']"],
    ['{first}', 'args: ["-s {|"]', 'args: ["-s {first}"]'],
    ['{first}', 'args: [-s, {fi|}]', "args: [-s, '{first}']"],
    ['{first}', 'args:\n      - {|}', "args:\n      - '{first}'"],
  ])('%s in %s', async (label, marked, expected) => {
    const head = `${HEAD}renderers:\n  x:\n    `;
    const { model, offset, text, askPlace } = await configAt(head + marked);
    const found = await model.completions?.(offset, askPlace);
    const item = found?.items.find((candidate) => candidate.label === label);
    const newText = (item?.insert ?? []).map((part) => (typeof part === 'string' ? part : part.placeholder)).join('');
    const range = found?.replaceRange ?? { start: 0, end: 0 };
    expect(applyEdits(text, [{ range, newText }])).toBe(head + expected);
  });
});

test('a check is described by what it finds, with its severity', async () => {
  const { model, offset, askPlace } = await configAt(`${HEAD}checks:\n  |`);
  const item = (await model.completions?.(offset, askPlace))?.items.find(({ label }) => label === 'machine-path');
  const text = item?.topic && model.describeCompletion?.(item.topic, markdown);
  expect(text).toContain('names a path of one machine');
  expect(text).toContain('Default: `information`');
});
