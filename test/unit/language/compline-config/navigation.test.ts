import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { complineConfig } from '../../../../server/language/compline-config/compline-config.ts';
import { configFacts } from '../../../../server/language/compline-config/config-facts.ts';
import { markdown } from '../../../../server/language/markup.ts';
import { configAt, modelOf } from './config-at.ts';

const HEAD = 'version: 1\nproject: { id: DEMO }\n';
const STUDIO = `version: 1
frameRate: 24
renderers:
  fusion: { program: /opt/fusion, args: ['{comp}'] }
steps:
  COMP: { retries: 3 }
`;
const DISK = { 'studio.compline.yaml': STUDIO, 'show/pipeline/comp.yaml': '' };
const EXTENDS = `${HEAD}extends: ../studio.compline.yaml\n`;

/** The word of a text in a range. */
const wordAt = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end);

describe('definitions in the file', () => {
  test.each([
    ['renderers: { fusion: { program: f, args: [] } }\nsteps: { A: { renderer: fu|sion } }\n', 'fusion'],
    ['renderers: { \'my one\': { program: f, args: [] } }\nsteps: { A: { renderer: "my| one" } }\n', "'my one'"],
    ['steps: { A: &a { retries: 1 }, B: *|a }\n', 'a'],
    ['steps: { A: { renderer: no|ne } }\n', undefined],
    ['frame|Rate: 24\n', undefined],
  ])('%s', (marked, expected) => {
    const offset = HEAD.length + marked.indexOf('|');
    const text = HEAD + marked.replace('|', '');
    const found = modelOf(text).definition?.(offset);
    expect(found && wordAt(text, found.targetName)).toBe(expected);
  });
});

describe('definitions in other files', () => {
  test.each([
    [`${HEAD}extends: ../studio.com|pline.yaml\n`, 'studio.compline.yaml 0:0'],
    [`${HEAD}extends: [ "../studio.com|pline.yaml" ]\n`, 'studio.compline.yaml 0:0'],
    [`${HEAD}steps: { A: { renderSpec: pipe|line/comp.yaml } }\n`, 'show/pipeline/comp.yaml 0:0'],
    [`${HEAD}renderers: { A: { program: bin/|x, args: [] } }\n`, 'show/bin/x 0:0'],
    [`${EXTENDS}steps: { A: { renderer: fus|ion } }\n`, 'studio.compline.yaml 3:2'],
    [`${EXTENDS}frame|Rate: 25\n`, 'studio.compline.yaml 1:0'],
    [`${EXTENDS}steps: { COMP: { ret|ries: 1 } }\n`, 'studio.compline.yaml 5:10'],
    [`${EXTENDS}steps: { COMP: { chunk|Size: 1 } }\n`, undefined],
    [`${EXTENDS}frameRate: 2|5\n`, undefined],
    [`${HEAD}renderers: { A: { program: ffm|peg, args: [] } }\n`, undefined],
  ])('%s', async (marked, expected) => {
    const { model, offset, root, askPlace } = await configAt(marked, DISK);
    const found = await model.definitionElsewhere?.(offset, askPlace);
    const told = found && `${path.relative(root, found.path)} ${found.from.line}:${found.from.character}`;
    expect(told).toBe(expected);
  });
});

describe('references and renaming', () => {
  const TEXT = `${HEAD}# 🎬
renderers:
  "fusion": { program: f, args: [] }
  nuke: { program: fusion, args: [] }
roots: { fusion: { linux: /f } }
steps:
  A: { renderer: 'fusion' }
  B: { renderer: fusion }
  C: &c { renderer: fusion }
  D: *c
`;
  test('all mentions of a renderer, and nothing else', () => {
    const model = modelOf(TEXT);
    const offset = TEXT.indexOf("'fusion'") + 3;
    const found = model.occurrences?.(offset) ?? [];
    expect(found.map(({ declaration }) => declaration)).toEqual([true, false, false, false]);
    for (const { range } of found) expect(wordAt(TEXT, range)).toBe('fusion');
    expect(model.renameTarget?.(offset)).toEqual({ range: found[1]?.range, name: 'fusion' });
  });

  const rename = (text: string, offset: number, name: string): string => {
    const outcome = modelOf(text).rename?.(offset, name);
    if (outcome === undefined || 'refusal' in outcome) return outcome?.refusal ?? '';
    return applyEdits(
      text,
      [...outcome.edits].filter((edit) => edit !== undefined),
    );
  };

  test('there and back is the same text', () => {
    const offset = TEXT.indexOf('"fusion"') + 3;
    const renamed = rename(TEXT, offset, "it's: new");
    expect(renamed).toContain(`"it's: new": { program: f`);
    expect(renamed).toContain(`A: { renderer: 'it''s: new' }`);
    expect(renamed).toContain('nuke: { program: fusion');
    expect(renamed).toContain('roots: { fusion:');
    expect(
      rename(renamed, offset, 'fusion')
        .replaceAll("B: { renderer: 'fusion' }", 'B: { renderer: fusion }')
        .replaceAll("&c { renderer: 'fusion' }", '&c { renderer: fusion }'),
    ).toBe(TEXT);
    expect(rename(rename(TEXT, offset, 'other'), offset, 'fusion')).toBe(TEXT);
  });

  test('a farm is renamed with the default that names it', () => {
    const text = `${HEAD}farm: cue\nfarms: { cue: { type: opencue, show: cue } }\nroots: { cue: { linux: /c } }\n`;
    const renamed = rename(text, text.indexOf('cue'), 'studio');
    expect(renamed).toBe(text.replace('farm: cue', 'farm: studio').replace('{ cue: { type', '{ studio: { type'));
    expect(rename(text, text.indexOf('cue:'), 'studio')).toBe(renamed);
    expect(rename(text, text.indexOf('cue'), 'local')).toBe('local is this machine.');
    expect(modelOf(text).definition?.(text.indexOf('cue'))).toBeDefined();
  });

  test.each([
    ['renderer: fusion', 'nuke', 'There is another renderer "nuke".'],
    ['renderer: fusion', ' ', 'A renderer has a name.'],
    ['roots: { fusion', '1 x', /name of a root begins with a letter/],
    ['version: 1', 'x', 'There is no anchor to be renamed here.'],
  ])('%s cannot be %s', (at, name, refusal) => {
    const told = rename(TEXT, TEXT.indexOf(at) + at.length - 1, name);
    if (typeof refusal === 'string') expect(told).toBe(refusal);
    else expect(told).toMatch(refusal);
  });

  test('what another file defines cannot be renamed here', () => {
    const text = `${HEAD}steps: { A: { renderer: fusion } }\n`;
    const offset = text.indexOf('fusion');
    expect(modelOf(text).renameTarget?.(offset)).toBeUndefined();
    expect(rename(text, offset, 'x')).toBe('This renderer is defined in another file.');
  });
});

describe('hover', () => {
  test.each([
    ['what a key means', `${HEAD}frame|Rate: 24\n`, ['Frames per second.']],
    ['what a setting of a farm means', `${HEAD}farms: { a: { ty|pe: slurm } }\n`, ['The render manager.']],
    ['what the default is', `${HEAD}fa|rm: local\n`, ['Where jobs are rendered whose submission names no farm']],
    [
      'what it takes the place of',
      `${EXTENDS}frame|Rate: 25\n`,
      ['Takes the place of `24` in `studio.compline.yaml`.'],
    ],
    [
      'what another file adds',
      `${EXTENDS}steps: { CO|MP: { chunkSize: 2 } }\n`,
      ['From `studio.compline.yaml`: `retries`'],
    ],
    [
      'what a renderer runs',
      `${EXTENDS}steps: { A: { renderer: fus|ion } }\n`,
      ['`fusion` runs `/opt/fusion`, from `studio.compline.yaml`.'],
    ],
    [
      'the frames of a shot',
      `${HEAD}shots: { SH|010: { frames: 1001-1100, handles: 8 } }\n`,
      ['`SH010` has 100 frames, `993-1108` with handles.'],
    ],
    ['a check', `${HEAD}checks: { machine|-path: off }\n`, ['names a path of one machine']],
    ['a root without a path here', `${HEAD}roots: { pla|tes: {} }\n`, [/On this machine \(\w+\) it has no path\./]],
    [
      'a root here',
      `${HEAD}roots: { pla|tes: { linux: /p, macos: /p, windows: 'P:' } }\n`,
      [/On this machine \(\w+\): `(?:\/p|P:)`/],
    ],
  ])('%s', async (_name, marked, expected) => {
    const { model, offset, askPlace } = await configAt(marked, DISK);
    const found = await model.hover?.(offset, markdown, askPlace);
    for (const words of expected) {
      if (typeof words === 'string') expect(found?.text).toContain(words);
      else expect(found?.text).toMatch(words);
    }
  });
});

test('links lead to the files that are named', async () => {
  const text = `${HEAD}extends: ['../studio.compline.yaml']\nsteps: { A: { renderSpec: pipeline/comp.yaml } }\nrenderers: { a: { program: bin/x, args: [] }, b: { program: ffmpeg, args: [] }, c: { program: '/opt/x', args: [] } }\n`;
  const { model, place, root } = await configAt(text, DISK);
  const links = [...(model.links?.(place) ?? [])].filter((link) => link !== undefined);
  expect(links.map(({ range, path: to }) => `${wordAt(text, range)} → ${path.relative(root, to)}`)).toEqual([
    '../studio.compline.yaml → studio.compline.yaml',
    'pipeline/comp.yaml → show/pipeline/comp.yaml',
    'bin/x → show/bin/x',
    `/opt/x → ${path.relative(root, '/opt/x')}`,
  ]);
  const targets = await Promise.all(links.map((link) => model.linkTarget?.(link.path, place)));
  expect(targets.map((target) => target !== undefined)).toEqual([true, true, false, false]);
});

test('what is remembered of a configuration that is not open', () => {
  const text =
    "version: 1\r\nextends: '../a.compline.yaml'\r\nsteps:\r\n  COMP: { renderSpec: x/y.yaml }\r\nroots: { p: { linux: /p } }\r\n";
  const facts = [...configFacts(text)].filter((fact) => fact !== undefined);
  expect(facts).toEqual([
    {
      kind: 'symbol',
      name: 'COMP',
      symbol: 'section',
      container: 'steps',
      place: { line: 3, character: 2, length: 4 },
    },
    { kind: 'symbol', name: 'p', symbol: 'section', container: 'roots', place: { line: 4, character: 9, length: 1 } },
    { kind: 'path', path: '../a.compline.yaml', place: { line: 1, character: 9, length: 20 }, style: 'single' },
    {
      kind: 'path',
      path: 'x/y.yaml',
      place: { line: 3, character: 22, length: 8 },
      style: 'plain',
      relativeTo: 'project',
    },
  ]);
  expect(complineConfig.writeText?.("it's", 'single')).toBe("'it''s'");
  expect(complineConfig.writeText?.('a/b.yaml')).toBe('a/b.yaml');
});

test.each([
  ['file:///show/compline.yaml', true],
  ['file:///show/studio.compline.yaml', true],
  ['untitled:Untitled-1', false],
  ['file:///show/other.yaml', false],
])('%s is a configuration: %s', (uri, expected) => {
  expect(complineConfig.recognizes?.(uri, '')).toBe(expected);
});
