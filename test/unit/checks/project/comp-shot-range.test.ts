import { expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks } from '../../formats/marked-text.ts';
import { ProjectFolder } from './project-folder.ts';

const CONFIG = `version: 1
project: { id: DEMO }
startFrame: 1001
shots: { SH010: { frames: 1001-1100, handles: 8 }, SH020: { frames: 1001-1050 } }
`;
const compOf = (shot: string) => `05-SHOTS/DEMO_S_${shot}/DEMO_S_${shot}_COMP/DEMO_S_${shot}_COMP.comp`;
const comp = (render: string, global: string) =>
  `Composition { RenderRange = ${render}, GlobalRange = ${global}, Tools = { } }`;
const IS_SH010 = 'SH010 is 993 to 1108 with 8 frames of handles.';

test.each([
  ['SH010', comp('{ 993, 1108 }', '{ 993, 1108 }'), [], []],
  ['SH010', comp('{ 1001, 1100 }', '{ 993, 1108 }'), [], []],
  ['SH010', comp('{ -1000000000, -1000000000 }', '{ 993, 1108 }'), [], []],
  [
    'SH010',
    comp('{ 1001, 1100 }', '«{ 1001, 1100 }»'),
    [`comp-shot-range warning GlobalRange is 1001 to 1100; ${IS_SH010}`],
    [comp('{ 1001, 1100 }', '{ 993, 1108 }')],
  ],
  [
    'SH010',
    comp('«{ 1001, 1050 }»', '{ 993, 1108 }'),
    [`comp-shot-range warning RenderRange is 1001 to 1050; ${IS_SH010}`],
    [comp('{ 993, 1108 }', '{ 993, 1108 }'), comp('{ 1001, 1100 }', '{ 993, 1108 }')],
  ],
  [
    'SH020',
    comp('«{ 1001, 1040 }»', '{ 1001, 1050 }'),
    ['comp-shot-range warning RenderRange is 1001 to 1040; SH020 is 1001 to 1050.'],
    [comp('{ 1001, 1050 }', '{ 1001, 1050 }')],
  ],
  [
    'SH030',
    comp('{ 1, 5 }', '«{ 1, 5 }»'),
    ['comp-start-frame warning GlobalRange starts at 1; shots of the project start at 1001.'],
    [],
  ],
])('%s: %s', async (shot, marked, expected, fixed) => {
  const { text, ranges } = readMarks(marked);
  const folder = await ProjectFolder.with({ 'compline.yaml': CONFIG });
  const found = await folder.check(text, compOf(shot), { 'pipeline-savers': 'off', 'comp-shot-unknown': 'off' });
  expect(found.map(({ code, severity, message }) => `${code} ${severity} ${message}`)).toEqual(expected);
  expect(found.map(({ range }) => range)).toEqual(ranges);
  expect(found.flatMap(({ fixes = [] }) => fixes.map(({ edits }) => applyEdits(text, edits)))).toEqual(fixed);
});
