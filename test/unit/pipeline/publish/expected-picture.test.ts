import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { parseConfig } from '../../../../server/formats/config/parse-config.ts';
import { parseRenderSpec } from '../../../../server/formats/render-spec/parse-render-spec.ts';
import { expectedPicture } from '../../../../server/pipeline/publish/expected-picture.ts';

const PLAIN = 'Composition { Tools = { } }';
const SIZED =
  'Composition { Tools = { }, Prefs = { Comp = { FrameFormat = { Width = 50, Height = 40, Rate = 30 } } } }';
const SPEC = 'fusion: { final: { format: OpenEXRFormat, properties: { OpenEXRFormat.Depth: 2 } } }';
const PROJECT = 'frameRate: 25\nresolution: { width: 96, height: 54 }\n';

test.each<[string, string, string, string, 'publish' | 'preview', object]>([
  ['what the project says', PLAIN, PROJECT, '', 'publish', { size: { width: 96, height: 54 }, rate: 25 }],
  [
    'what the comp says, before the project',
    SIZED,
    PROJECT,
    '',
    'publish',
    { size: { width: 50, height: 40 }, rate: 30 },
  ],
  ['any size for a preview', PLAIN, PROJECT, '', 'preview', { rate: 25 }],
  ['the depth of the render spec', PLAIN, '', SPEC, 'publish', { type: 'float' }],
  ['nothing, where nobody says anything', PLAIN, '', '', 'publish', {}],
  ['any size, where its check is off', SIZED, `${PROJECT}checks: { comp-size: off }\n`, '', 'publish', { rate: 30 }],
  [
    'any rate, where its check is silenced for the comp',
    SIZED,
    `${PROJECT}silence: [{ codes: comp-frame-rate, files: 'a/*.comp' }]\n`,
    '',
    'publish',
    { size: { width: 50, height: 40 } },
  ],
])('%s', (_name, comp, configText, spec, kind, picture) => {
  const { config } = parseConfig(`version: 1\nproject: { id: DEMO }\n${configText}`);
  if (config === undefined) throw new Error('The configuration has a fault.');
  const wanted = {
    options: { comp: '/p/a/x.comp', kind, state: 'WIP', comment: '' },
    comp: parseComp(comp),
    config,
    spec: spec === '' ? undefined : parseRenderSpec(spec).spec?.final,
    root: '/p',
    path: '/p/a/x.comp',
  };
  expect(expectedPicture(wanted)).toEqual(picture);
});
