import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { resolveTool, scopeInside } from '../../../../server/formats/comp/resolve-tool.ts';

const comp = parseComp(`{ Tools = ordered() {
	Same = Blur { },
	Outer = Blur { },
	G = GroupOperator { Tools = ordered() { Same = Merge { }, H = GroupOperator { Tools = { Deep = Glow { } } } } },
	Other = GroupOperator { Tools = ordered() { OnlyThere = BezierSpline { } } },
} }`);

test.each([
  ['flow', 'Same', 'Blur'],
  ['G', 'Same', 'Merge'],
  ['H', 'Same', 'Merge'],
  ['H', 'Outer', 'Blur'],
  ['G', 'OnlyThere', 'BezierSpline'],
  ['flow', 'Deep', 'Glow'],
  ['H', 'Nowhere', undefined],
])('from %s, %s is %s', (from, name, id) => {
  const owner = comp.toolsByName.get(from)?.[0];
  expect(resolveTool(comp, owner === undefined ? comp.flow : scopeInside(owner), name)?.id).toBe(id);
});

test('a tool without tools inside names what stands around it', () => {
  const [blur] = comp.flow.tools;
  expect(blur && scopeInside(blur)).toBe(comp.flow);
});
