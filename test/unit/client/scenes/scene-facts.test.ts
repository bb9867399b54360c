import { describe, expect, test } from 'vitest';
import { CompFilter } from '../../../../client/scenes/comp-filter.ts';
import { toolOffset } from '../../../../client/scenes/find-tool.ts';
import { countsOf, loaderState, wantsAttention } from '../../../../client/scenes/scene-facts.ts';
import {
  compOfCurrentRow,
  compOfRow,
  compRowId,
  currentRowId,
  findingOfRow,
  findingRowId,
  loaderOfRow,
  loaderRowId,
} from '../../../../client/scenes/scene-ids.ts';
import { finding, loader, outdated, scene, version } from './some-scene.ts';

test.each([
  ['current', loader('A')],
  ['current', loader('A', { findings: [finding({ severity: 'information' })] })],
  ['wrong', loader('A', { findings: [finding()] })],
  ['outdated', outdated('A')],
  ['outdated', outdated('A', { findings: [finding()] })],
  ['missing', outdated('A', { media: 'missing' })],
  ['current', outdated('A', { media: 'missing', enabled: false })],
])('a Loader is %s', (state, it) => expect(loaderState(it)).toBe(state));

test('what wants a look is counted, but for what is passed through', () => {
  const counts = countsOf(
    scene('SH010', {
      loaders: [
        outdated('A'),
        outdated('B', { enabled: false, findings: [finding()] }),
        loader('C', { media: 'missing' }),
      ],
      findings: [finding(), finding({ severity: 'error' }), finding({ severity: 'hint' })],
    }),
  );
  expect(counts).toEqual({ errors: 1, warnings: 1, outdated: 1, missing: 1, unreadable: 0 });
  expect(wantsAttention(counts)).toBe(true);
  expect(wantsAttention(countsOf(scene('SH010', { loaders: [loader('A')] })))).toBe(false);
  expect(wantsAttention(countsOf(scene('SH010', { unreadable: 'It is too large.' })))).toBe(true);
});

test.each([['/p/a:1.comp'], ['/p/line\nbreak.comp'], ['C:\\p\\a.comp']])('rows name %j and no other', (comp) => {
  expect(compOfRow(compRowId(comp))).toBe(comp);
  expect(compOfCurrentRow(currentRowId(comp))).toBe(comp);
  expect(loaderOfRow(loaderRowId(comp, 'My:Tool:', 3))).toEqual({ comp, tool: 'My:Tool:' });
  expect(findingOfRow(findingRowId(comp, 12, 3))).toEqual({ comp, line: 12 });
  expect([compOfRow('version:/p'), loaderOfRow('loader:'), findingOfRow(compRowId(comp))]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe('the filter', () => {
  const broken = scene('SH010', { loaders: [outdated('Plate'), loader('Matte')], findings: [finding()] });
  const fine = scene('SH020');
  test.each([
    ['', false, true, true],
    ['sh010', false, true, false],
    ['COMP 003 wip', false, false, true],
    ['plate', false, true, false],
    ['matte', false, false, false],
    ['outdated comp-size', false, true, false],
    ['', true, true, false],
    ['sh020', true, false, false],
  ])('%j, only what needs attention: %s', (text, attention, first, second) => {
    const filter = new CompFilter(text, attention);
    expect(filter.fits(broken, [])).toBe(first);
    expect(filter.fits(fine, [version('SH020', 3)])).toBe(second);
  });

  test('steps without a comp are found by their versions, and need no attention', () => {
    expect(new CompFilter('sh030', false).fits(undefined, [version('SH030', 1)])).toBe(true);
    expect(new CompFilter('', true).fits(undefined, [version('SH030', 1)])).toBe(false);
  });
});

test.each([
  ['Tools = { Plate = Loader { } }', 'Plate', 10],
  ['Tools = {\r\n\t\t["My Plate"] = Loader {', 'My Plate', 15],
  ['SourceOp = "Plate", Plate2 = Loader { }, Plate= Loader{', 'Plate', 41],
  ['NotPlate = Loader { }', 'Plate', undefined],
  ['A+ = Loader {', 'A+', 0],
])('the place of a tool in %j', (text, tool, offset) => expect(toolOffset(text, tool)).toBe(offset));
