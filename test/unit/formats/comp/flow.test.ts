import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { describeFlow } from './describe-tree.ts';

const TEXT = `Composition {
	Tools = {
		["目パチ"] = Merge {
			PassThrough = true,
			Inputs = ordered() {
				["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, },
				Background = Input { SourceOp = "BG", Source = "Output", },
				Angle = Input { Value = 3, Expression = "time * 2", },
			},
			CustomData = { Settings = { [1] = { Tools = ordered() { Copy = Merge { } } } } },
		},
		G = MacroOperator {
			Locked = true,
			Inputs = ordered() {
				Input1 = InstanceInput { SourceOp = "Inner", Source = "Input", },
			},
			Outputs = {
				MainOutput1 = InstanceOutput { SourceOp = "Inner", Source = "Output", },
			},
			Tools = ordered() {
				Inner = Blur { PassThrough = false, },
				Curves = ColorCurves { Tools = { Red = LUTBezier { } } },
			},
		},
		Copy1 = Blur { SourceOp = "Blur1" },
		Half = { },
		Broken = ,
		Word = 5,
	},
}`;

describe('the model of a comp', () => {
  const comp = parseComp(TEXT);
  const tool = (name: string) => comp.toolsByName.get(name)?.[0];

  test('tools nest as they are written, and inactive copies are none', () => {
    expect(describeFlow(comp)).toBe(
      '目パチ:Merge G:MacroOperator(Inner:Blur Curves:ColorCurves(Red:LUTBezier)) Copy1:Blur Half:',
    );
    expect(comp.tools.map(({ name }) => name)).toEqual(['目パチ', 'G', 'Inner', 'Curves', 'Red', 'Copy1', 'Half']);
    expect(tool('Red')?.scope.owner?.name).toBe('Curves');
    expect(tool('Red')?.scope.parent?.owner?.name).toBe('G');
    expect(tool('G')?.scope).toBe(comp.flow);
  });

  test('inputs with what feeds them', () => {
    expect(
      tool('目パチ')?.inputs.map(({ name, constructorName, source, output, expression, value }) => [
        name,
        constructorName,
        source?.name,
        output,
        expression,
        value?.kind,
      ]),
    ).toEqual([
      ['Gamut.SLogVersion', 'Input', undefined, undefined, undefined, 'table'],
      ['Background', 'Input', 'BG', 'Output', undefined, undefined],
      ['Angle', 'Input', undefined, undefined, 'time * 2', 'number'],
    ]);
    expect(tool('G')?.inputs.map(({ constructorName, source }) => [constructorName, source?.name])).toEqual([
      ['InstanceInput', 'Inner'],
    ]);
  });

  test('outputs, switches and instances', () => {
    expect(tool('G')?.outputs.map(({ name, source, output }) => [name, source?.name, output])).toEqual([
      ['MainOutput1', 'Inner', 'Output'],
    ]);
    expect(comp.tools.filter(({ passThrough }) => passThrough).map(({ name }) => name)).toEqual(['目パチ']);
    expect(comp.tools.filter(({ locked }) => locked).map(({ name }) => name)).toEqual(['G']);
    expect(tool('Copy1')?.instanceOf?.name).toBe('Blur1');
  });

  test('ranges cover names without quotes', () => {
    const cut = (range: { start: number; end: number } | undefined) => range && TEXT.slice(range.start, range.end);
    expect(cut(tool('目パチ')?.nameRange)).toBe('目パチ');
    expect(cut(tool('目パチ')?.idRange)).toBe('Merge');
    expect(cut(tool('目パチ')?.inputs[1]?.source?.range)).toBe('BG');
    expect(cut(tool('目パチ')?.inputs[0]?.nameRange)).toBe('Gamut.SLogVersion');
    expect(cut(tool('G')?.outputs[0]?.nameRange)).toBe('MainOutput1');
  });

  test('the kind is told by the text', () => {
    expect(comp.kind).toBe('composition');
    expect(parseComp('{ Tools = ordered() { A = Blur { } } }').kind).toBe('setting');
  });
});
