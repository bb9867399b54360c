import { describe, expect, test } from 'vitest';
import { fusionRegistry } from '../../../../../server/formats/comp/registry/fusion-registry.ts';
import { INPUTS_OF_TOOLS } from '../../../../../server/formats/comp/registry/input-facts.ts';
import { toolNames } from '../../../../../server/formats/comp/registry/tool-names.ts';

const input = (tool: string, name: string) => fusionRegistry.tool(tool)?.inputs.get(name);

describe('the ids', () => {
  test.each(['Merge', 'BetterResize', 'BezierSpline', 'GroupOperator', 'Dimension.OpticalFlow', 'uRenderer'])(
    '%s is registered by Fusion',
    (id) => expect(fusionRegistry.hasId(id)).toBe(true),
  );

  test.each(['', 'merge', 'Resize', 'Fuse.Wireless', 'ofx.com.absoft.NeatVideo5'])('%s is not', (id) => {
    expect(fusionRegistry.hasId(id)).toBe(false);
  });

  test('plug-ins and fuses are known apart from them', () => {
    expect(fusionRegistry.hasPlugInId('Fuse.Wireless')).toBe(true);
    expect(fusionRegistry.hasPlugInId('Merge')).toBe(false);
    expect(fusionRegistry.ids.filter((id) => fusionRegistry.hasPlugInId(id))).toEqual([]);
    expect(fusionRegistry.plugInIds).toContain('REVisionEffects.RSMB');
  });

  test('each is there once, and every kind of tool that is no plug-in is among them', () => {
    expect(new Set(fusionRegistry.ids).size).toBe(fusionRegistry.ids.length);
    const strange = fusionRegistry.tools.filter(({ id, isThirdParty }) => !isThirdParty && !fusionRegistry.hasId(id));
    expect(strange.filter(({ id }) => !id.startsWith('ofx.com.blackmagicdesign.'))).toEqual([]);
  });
});

describe('the kinds of tools', () => {
  test('the commonest comes first, and those that were not seen last', () => {
    const uses = fusionRegistry.tools.map((tool) => tool.uses);
    expect(fusionRegistry.tools[0]?.id).toBe('Loader');
    expect(uses).toEqual(uses.toSorted((a, b) => b - a));
    expect(uses.at(-1)).toBe(0);
  });

  test.each([
    ['BetterResize', 'Resize', 'image', 'Output'],
    ['TextPlus', 'Text+', 'image', 'Output'],
    ['RectangleMask', 'Rectangle', 'mask', 'Mask'],
    ['MagicMask', 'Magic Mask', 'mask', 'Mask'],
    ['Camera3D', 'Camera 3D', '3D', 'Output'],
    ['MtlWard', 'Ward', '3D', 'MaterialOutput'],
    ['pEmitter', 'pEmitter', 'particle', 'Output'],
    ['BezierSpline', 'Bézier Spline', 'modifier', 'Value'],
    ['GroupOperator', 'Group', 'group', undefined],
    ['Fuse.Wireless', 'Wireless', 'tool', 'Output'],
  ])('%s is called %s, is of %s and gives %s', (id, name, category, output) => {
    const tool = fusionRegistry.tool(id);
    expect([tool?.name, tool?.category, tool?.outputs[0]]).toEqual([name, category, output]);
    expect(tool?.isThirdParty).toBe(id.startsWith('Fuse.'));
  });

  test('names are written down for ids that Fusion registers', () => {
    const names = [...toolNames().keys()];
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((id) => !fusionRegistry.hasId(id))).toEqual([]);
  });
});

describe('the inputs', () => {
  test('one is known with what was seen and what is known besides', () => {
    expect(input('Loader', 'Depth')).toEqual({
      name: 'Depth',
      kinds: ['number'],
      connects: false,
      frequency: 0.004,
      integer: true,
      min: 1,
      max: 5,
      description: 'The number of bits of a channel.',
      standard: '0',
      choices: new Map([
        [0, 'Format'],
        [1, 'Default'],
        [2, '8-bit integer'],
        [3, '16-bit integer'],
        [4, '16-bit float'],
        [5, '32-bit float'],
      ]),
    });
  });

  test.each([
    ['Merge', 'Background', [], true],
    ['Merge', 'EffectMask', [], true],
    ['Transform', 'Center', ['point'], true],
    ['Background', 'Gradient', ['gradient'], false],
    ['Saver', 'Clip', ['clip'], false],
    ['TextPlus', 'Font', ['string'], false],
    ['RectangleMask', 'Filter', ['FuID'], false],
    ['BetterResize', 'ProcessRed', ['number'], false],
    ['Blur', 'StartRenderScript', ['string'], false],
  ])('%s.%s takes %j and is connected: %s', (tool, name, kinds, connects) => {
    expect([input(tool, name)?.kinds, input(tool, name)?.connects]).toEqual([kinds, connects]);
  });

  test('the commonest come first', () => {
    const frequencies = [...(fusionRegistry.tool('Merge')?.inputs.values() ?? [])].map(({ frequency }) => frequency);
    expect(frequencies).toEqual(frequencies.toSorted((a, b) => b - a));
    expect(input('Merge', 'Background')?.frequency).toBeGreaterThan(0.9);
  });

  test('ids of a list are those that were seen and those that are known', () => {
    expect(input('Merge', 'Operator')?.ids?.toSorted()).toEqual(
      ['Atop', 'Conjoint', 'Disjoint', 'Held Out', 'In', 'Mask', 'Over', 'Stencil', 'Under', 'XOr'].toSorted(),
    );
  });

  test('no name of one author’s comps is among them', () => {
    expect(input('SurfaceFBXMesh', 'Materials.lambert1_mat0')).toBeUndefined();
    expect(input('Renderer3D', 'CameraSelector')?.ids).toBeUndefined();
    expect(fusionRegistry.tool('MacroOperator')?.inputs.get('Input1')).toBeUndefined();
  });

  test('a name of any tool is known, also where no more is known of it', () => {
    expect(fusionRegistry.hasInputName('XBlurSize')).toBe(true);
    expect(fusionRegistry.hasInputName('Comments')).toBe(true);
    expect(fusionRegistry.hasInputName('ColorBoost')).toBe(true);
    expect(fusionRegistry.hasInputName('XBlurSzie')).toBe(false);
  });

  test('what is written down by hand is of tools that exist', () => {
    for (const [id, facts] of Object.entries(INPUTS_OF_TOOLS)) {
      expect(fusionRegistry.tool(id)?.id).toBe(id);
      const known = Object.keys(facts).filter((name) => input(id, name) !== undefined);
      expect(known.length, id).toBeGreaterThan(0);
    }
  });
});
