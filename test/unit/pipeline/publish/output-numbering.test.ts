import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { outputNumbering, withDigits } from '../../../../server/pipeline/publish/output-numbering.ts';
import { Roots } from '../../../../server/project/roots.ts';
import { InstantQueue } from './instant-queue.ts';
import { publishToEnd, testProject } from './test-project.ts';

const PLATE = 'Comp:/../P_S_SH010_PLATE/_published/001_OK/plate.00086400.exr';
const MATTE = 'Comp:/matte.0001.exr';

/** A comp whose Saver is fed by a matte, which stands nearer, and a plate. */
const comp = (numbering: string, plate = PLATE, matte = MATTE) => `Composition { GlobalRange = { 1001, 1100 }, Tools = {
  S = Saver { Inputs = { ${numbering} Input = Input { SourceOp = "M", Source = "Output", }, }, },
  M = Merge { Inputs = { Background = Input { SourceOp = "B", Source = "Output", }, Foreground = Input { SourceOp = "Matte", Source = "Output", }, }, },
  B = Blur { Inputs = { Input = Input { SourceOp = "Plate", Source = "Output", }, }, },
  Matte = Loader { Clips = { Clip { Filename = "${matte}", StartFrame = 1, TrimIn = 0, GlobalStart = 1001, }, }, },
  Plate = Loader { Clips = { Clip { Filename = "${plate}", StartFrame = 86400, TrimIn = 8, GlobalStart = 1001, }, }, },
} }`;

const numbers = (text: string, source_numbering: boolean | undefined, last = 1100) => {
  const parsed = parseComp(text);
  const [saver] = parsed.toolsByName.get('S') ?? [];
  if (saver === undefined) throw new Error('no Saver');
  const spec = { properties: {}, image_sequence: true, export_dest: 'step' as const, source_numbering };
  const frames = { first: 1001, last };
  const place = { file: '/p/a.comp', compFolder: '/p/P_S_SH010_COMP', roots: new Roots({}, 'linux') };
  const { numbering, sequenceStart, digits } = outputNumbering({ comp: parsed, saver, spec, frames, ...place });
  return { first: frames.first + numbering.offset, sequenceStart, digits };
};

const SET = 'SetSequenceStart = Input { Value = 1, }, SequenceStartFrame = Input { Value = 1, },';

describe('the numbers of the files', () => {
  test.each([
    ['are the frames', '', undefined, { first: 1001, sequenceStart: undefined, digits: 4 }],
    ['are what the Saver says', SET, undefined, { first: 1, sequenceStart: undefined, digits: 3 }],
    ['are the frames, whatever the Saver says', SET, false, { first: 1001, sequenceStart: undefined, digits: 4 }],
    ['are those of the plate', SET, true, { first: 86_408, sequenceStart: 86_408, digits: 8 }],
  ])('%s', (_name, numbering, source, expected) => {
    expect(numbers(comp(numbering), source)).toEqual(expected);
  });

  test('are those of the nearest Loader where none reads a plate', () => {
    const text = comp('', 'Comp:/other.0500.exr');
    expect(numbers(text, true)).toEqual({ first: 1, sequenceStart: 1, digits: 4 });
  });

  test('cannot be those of a movie', () => {
    const text = comp('', 'Comp:/a.mov', 'Comp:/b.mov');
    expect(() => numbers(text, true)).toThrow(/no sequence feeds S/);
  });

  test.each([
    ['a.0000.exr', 4, 'a.0000.exr'],
    ['a.0000.exr', 5, 'a.00000.exr'],
    ['a_0000.exr', 8, 'a_00000000.exr'],
    ['a.exr', 8, 'a.exr'],
    ['a1.mov', 8, 'a1.mov'],
  ])('%s with %i digits is %s', (name, digits, expected) => {
    expect(withDigits(name, digits)).toBe(expected);
  });

  test('are equally long, also past 9999', () => {
    expect(numbers(comp(''), undefined, 10_100).digits).toBe(5);
  });
});

test('a publish numbers its files as the plate is, and keeps the copy that the render spec wants', async () => {
  const project = await testProject();
  const spec = path.join(project.root, 'pipeline/comp.renderspec.yaml');
  const text = await readFile(spec, 'utf8');
  const numbered = text.replace('export_dest: step', 'export_dest: step\n    source_numbering: true');
  await writeFile(spec, `${numbered}ramsesPublishOptions: { backupFile: true, useTempFile: true }\n`);
  const comp = await readFile(project.comp, 'utf8');
  await writeFile(project.comp, comp.replace(/GlobalRange = \{[^}]*\}/, 'GlobalRange = { 1000, 1012 }'));
  const ended = await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
  expect(ended).toMatchObject({ phase: 'completed' });
  const names = await readdir(ended.target ?? '');
  expect(names.filter((name) => name.endsWith('.exr'))[0]).toBe('DEMO_S_SH020_COMP.1001.exr');
  expect(names).toContain('DEMO_S_SH020_COMP_+backup+.comp');
});
