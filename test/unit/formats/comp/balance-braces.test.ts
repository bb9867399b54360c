import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { describeFlow } from './describe-tree.ts';

const COMP = `Composition {
	RenderRange = { 1, 2 },
	Tools = {
		A = Blur {
			Inputs = {
				Size = Input { Value = 1, },
				Input = Input {
					SourceOp = "B",
					Source = "Output",
				},
			},
			ViewInfo = OperatorInfo { Pos = { 1, 2 } },
		},
		G = GroupOperator {
			Tools = ordered() {
				In = Merge {
					X = 1,
				}
			},
		},
		Z = Saver {
		}
	},
	Frames = { }
}
`;
const FLOW = 'A:Blur G:GroupOperator(In:Merge) Z:Saver';

test('the comp that is damaged below is sound', () => {
  expect(describeFlow(parseComp(COMP))).toBe(FLOW);
  expect(parseComp(COMP).errors).toEqual([]);
});

describe('every tool stays in its place', () => {
  const closings = [...COMP.matchAll(/\}/g)].map((match) => match.index);
  test.each(closings.slice(0, -1))('without the closing brace at %i', (at) => {
    const comp = parseComp(COMP.slice(0, at) + COMP.slice(at + 1));
    expect(describeFlow(comp)).toBe(FLOW);
    expect(comp.cutOff).toBe(false);
    expect(comp.errors.length).toBeGreaterThan(0);
    // The cause is near the brace that is gone.
    const [error] = comp.errors;
    expect(Math.abs((error?.range.start ?? 0) - at)).toBeLessThan(20);
  });

  test.each(closings)('with the closing brace at %i doubled', (at) => {
    const comp = parseComp(`${COMP.slice(0, at)}}${COMP.slice(at)}`);
    expect(describeFlow(comp)).toBe(FLOW);
    expect(comp.errors.length).toBeGreaterThan(0);
  });

  const openings = [...COMP.matchAll(/\{\n\t/g)].map((match) => match.index);
  test.each(openings)('without the opening brace at %i', (at) => {
    const comp = parseComp(COMP.slice(0, at) + COMP.slice(at + 1));
    expect(describeFlow(comp)).toBe(FLOW);
    expect(comp.errors.length).toBeGreaterThan(0);
  });

  test.each([...COMP.matchAll(/\{$/gm)].map((match) => match.index))('with the opening brace at %i doubled', (at) => {
    const comp = parseComp(`${COMP.slice(0, at)}{${COMP.slice(at)}`);
    expect(describeFlow(comp)).toBe(FLOW);
    expect(comp.errors.map(({ range, repair }) => [range.start, repair?.title])).toEqual([[at + 1, 'Remove this `{`']]);
  });

  test('with an opening brace at the start of a line', () => {
    for (const at of [...COMP.matchAll(/^\t+(?=\w)/gm)].map((match) => match.index)) {
      const comp = parseComp(`${COMP.slice(0, at)}{${COMP.slice(at)}`);
      expect(describeFlow(comp)).toBe(FLOW);
      expect(comp.errors.map(({ range, repair }) => [range.start, repair?.title])).toEqual([[at, 'Remove this `{`']]);
    }
  });

  test('with a stray brace at the start of a line', () => {
    for (const [at] of [...COMP.matchAll(/^\t\t\t/gm)].map((match) => [match.index])) {
      const comp = parseComp(`${COMP.slice(0, at)}}\n${COMP.slice(at)}`);
      expect(describeFlow(comp)).toBe(FLOW);
      expect(comp.errors.length).toBeGreaterThan(0);
    }
  });
});

test('text on one line is mended by counting alone', () => {
  expect(describeFlow(parseComp('{ Tools = { A = Blur { }, B = Merge { '))).toBe('A:Blur B:Merge');
  expect(describeFlow(parseComp('{ Tools = { A = Blur { } }, B = Merge { } } }'))).toBe('A:Blur');
});

test('odd indents do no harm while the braces balance', () => {
  const flat = COMP.replace(/^\t+/gm, '');
  expect(describeFlow(parseComp(flat))).toBe(FLOW);
  expect(parseComp(flat).errors).toEqual([]);
});
