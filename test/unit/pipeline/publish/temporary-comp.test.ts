import { describe, expect, test } from 'vitest';
import { checkComp } from '../../../../server/checks/check-comp.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { temporaryComp } from '../../../../server/pipeline/publish/temporary-comp.ts';
import { Roots } from '../../../../server/project/roots.ts';

const saver = (name: string, file: string, more = '') =>
  `${name} = Saver { ${more}Inputs = { CreateDir = Input { Value = 1, }, Clip = Input { Value = Clip { Filename = "${file}", }, }, Input = Input { SourceOp = "L", Source = "Output", }, }, },`;

const comp = (tools: string, disabled: number, more = '') =>
  `Composition { DisabledTools = ${disabled}, LockedTools = 0, OutputClips = { "Comp:/a.0000.exr", "Comp:/b.0000.exr" }, Tools = {
L = Loader { Clips = { Clip { Filename = "Comp:/../plate/p.1001.exr", } } },
${tools}
},${more} }`;

const roots = new Roots({ plates: { windows: 'P:\\', linux: '/mnt/plates', map: 'Plates:' } }, 'linux');

const change = (text: string | Uint8Array, spec?: Parameters<typeof temporaryComp>[1]['spec']) =>
  temporaryComp(Buffer.from(text as string), {
    saver: '_FINAL',
    output: '/stage/out/a.0000.exr',
    compFolder: '/show/comp',
    spec,
    roots,
  });

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe.runIf(process.platform !== 'win32')('the comp that is rendered', () => {
  test('has one Saver on, its file in staging, and absolute media', () => {
    const result = text(
      change(comp(`${saver('_FINAL', 'Comp:/a.0000.exr')}\n${saver('Other', 'Comp:/b.0000.exr')}`, 0)),
    );
    expect(result).toContain('Filename = "/stage/out/a.0000.exr"');
    expect(result).toContain('OutputClips = { "/stage/out/a.0000.exr", "Comp:/b.0000.exr" }');
    expect(result).toContain('Filename = "/show/plate/p.1001.exr"');
    expect(result).toContain('Other = Saver { PassThrough = true,');
    expect(result).toContain('DisabledTools = 1');
    expect(checkComp(parseComp(result))).toEqual([]);
  });

  test.each([
    ['P:\\\\SH010\\\\p.1001.exr', '/mnt/plates/SH010/p.1001.exr'],
    ['Plates:SH010/p.1001.exr', 'Plates:SH010/p.1001.exr'],
    ['Q:\\\\p.1001.exr', 'Q:\\\\p.1001.exr'],
  ])('reads %s from %s', (named, expected) => {
    const tools = `${saver('_FINAL', 'Comp:/a.0000.exr')}\nM = Loader { Clips = { Clip { Filename = "${named}" } } },`;
    expect(text(change(comp(tools, 0)))).toContain(`M = Loader { Clips = { Clip { Filename = "${expected}" } } }`);
  });

  test('switches a Saver on that stands passed through, as _FINAL does', () => {
    const tools = `${saver('_FINAL', 'Comp:/a.0000.exr', 'PassThrough = true, ')}\n${saver('Other', 'Comp:/b.0000.exr')}`;
    const result = text(change(comp(tools, 1)));
    expect(result).toContain('_FINAL = Saver { PassThrough = false,');
    expect(result).toContain('DisabledTools = 1');
    expect(checkComp(parseComp(result))).toEqual([]);
  });

  test('has the format and the properties of the render spec', () => {
    const spec = {
      format: 'PNGFormat',
      properties: { 'PNGFormat.SaveAlpha': true, 'PNGFormat.Depth': 1, 'X.Y': 'A b' },
      image_sequence: true,
      export_dest: 'step' as const,
      source_numbering: false,
    };
    const result = parseComp(text(change(comp(saver('_FINAL', 'Comp:/a.0000.exr'), 0), spec)));
    const inputs = result.toolsByName
      .get('_FINAL')?.[0]
      ?.inputs.map(
        ({ name, value }) => `${name}=${value === undefined ? '' : result.text.slice(value.start, value.end)}`,
      );
    expect(inputs).toEqual(
      expect.arrayContaining([
        'SetSequenceStart=0',
        'OutputFormat=FuID { "PNGFormat" }',
        'PNGFormat.SaveAlpha=1',
        'PNGFormat.Depth=1',
        'X.Y=FuID { "A b" }',
      ]),
    );
    expect(result.errors).toEqual([]);
  });

  test('keeps every byte that is not edited, also those that are no text', () => {
    const head = Buffer.from(`\ufeff${comp(saver('_FINAL', 'Comp:/a.0000.exr'), 0, ' X = "é')}`.slice(0, -2));
    const original = Buffer.concat([head, Buffer.from([0xf9, 0xdd, 0xba]), Buffer.from('" }\r\n\n\0')]);
    const result = Buffer.from(change(original));
    expect(result.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(result.includes(Buffer.from([0xc3, 0xa9, 0xf9, 0xdd, 0xba]))).toBe(true);
    expect(result.subarray(-7)).toEqual(original.subarray(-7));
    expect(result.length).toBeGreaterThan(original.length);
  });

  test.each([
    ['a script', 'S = Input { Value = "comp:Lock()\\nprint(1)", },', 'comp:Lock()'],
    ['a LUT', 'S = Input { Value = "Comp:/luts/a.cube", },', '"/show/comp/luts/a.cube"'],
    ['a map of the machine', 'S = Input { Value = "Macros:/a.cube", },', '"Macros:/a.cube"'],
  ])('%s in an input', (_name, input, expected) => {
    const tools = `${saver('_FINAL', 'Comp:/a.0000.exr')}\nF = FileLUT { Inputs = { ${input} }, },`;
    expect(text(change(comp(tools, 0)))).toContain(expected);
  });

  test.each([
    ['Comp:/../plates', '/show/plates'],
    ['Comp:/../plates/', '/show/plates/'],
    ['../plates/', '/show/plates/'],
    ['Comp:/a;Comp:/../b/;/mnt/c', '/show/comp/a;/show/b/;/mnt/c'],
    ['Shots:/plates', 'Shots:/plates'],
    ['Temp:/x', 'Temp:/x'],
    ['/mnt/plates', '/mnt/plates'],
  ])('a map to %s becomes one to %s', (target, expected) => {
    const maps = ` Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "${target}", ["Shots:"] = "Comp:..", }, }, }, },`;
    const tools = `${saver('_FINAL', 'Plates:/out/a.0000.exr')}\nM = Loader { Clips = { Clip { Filename = "Plates:x.1001.exr", } } },\nR = Loader { Clips = { Clip { Filename = "../r/x.1001.exr", } } },`;
    const result = text(change(comp(tools, 0, maps)));
    expect(result).toContain(`["Plates:"] = "${expected}", ["Shots:"] = "/show"`);
    expect(result).toContain('M = Loader { Clips = { Clip { Filename = "Plates:x.1001.exr"');
    expect(result).toContain('R = Loader { Clips = { Clip { Filename = "/show/r/x.1001.exr"');
    expect(result).toContain(
      '_FINAL = Saver { Inputs = { CreateDir = Input { Value = 1, }, Clip = Input { Value = Clip { Filename = "/stage/out/a.0000.exr"',
    );
  });

  test('renders in the quality of the render spec, and in its own where that says nothing', () => {
    const spec = { properties: {}, image_sequence: true, export_dest: 'step' as const };
    const original = comp(saver('_FINAL', 'Comp:/a.0000.exr'), 0).replace('LockedTools', 'HiQ = true, LockedTools');
    const draft = text(change(original, { ...spec, high_quality: false, motion_blur: false, proxy: true }));
    expect(draft).toMatch(/^Composition \{ .*MotionBlur = false, .*HiQ = false,/);
    expect(draft).toContain(' Proxy = true,');
    expect(parseComp(draft).errors).toEqual([]);
    expect(text(change(original, spec))).not.toMatch(/MotionBlur|Proxy|HiQ = false/);
  });

  test('begins its sequence where the plate does', () => {
    const bytes = temporaryComp(Buffer.from(comp(saver('_FINAL', 'Comp:/a.0000.exr'), 0)), {
      ...{ saver: '_FINAL', output: '/stage/out/a.0000.exr', compFolder: '/show/comp', spec: undefined, roots },
      sequenceStart: 86_400,
    });
    const result = parseComp(text(bytes));
    const [tool] = result.toolsByName.get('_FINAL') ?? [];
    const values = tool?.inputs.map(({ name, value }) => `${name}=${value?.kind === 'number' ? value.value : ''}`);
    expect(values).toEqual(expect.arrayContaining(['SetSequenceStart=1', 'SequenceStartFrame=86400']));
  });

  test('maps of the comp speak of the folder of the original', () => {
    const maps = ' Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "Comp:/../plates", }, }, }, },';
    const tools = `${saver('_FINAL', 'Comp:/a.0000.exr')}\nM = Loader { Clips = { Clip { Filename = "Plates:x.1001.exr", } } },`;
    const result = text(change(comp(tools, 0, maps)));
    expect(result).toContain('["Plates:"] = "/show/plates"');
    expect(result).toContain('Filename = "Plates:x.1001.exr"');
  });
});
