import { describe, expect, test } from 'vitest';
import { markdown } from '../../../../server/language/markup.ts';
import { fakePlace } from '../fusion-comp/fake-place.ts';
import { modelOf } from './spec-model.ts';

interface Suggested {
  readonly labels: readonly string[];
  /** The text after the suggestion with a label was taken. */
  take(label: string): string;
  describe(label: string): string | undefined;
}

async function suggest(marked: string): Promise<Suggested> {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const model = modelOf(text);
  const found = await model.completions?.(offset, async () => fakePlace());
  const items = found?.items ?? [];
  const item = (label: string) => {
    const wanted = items.find((each) => each.label === label);
    if (wanted === undefined) throw new Error(`${label} is not among ${items.map((each) => each.label).join(', ')}`);
    return wanted;
  };
  return {
    labels: items.map(({ label }) => label),
    take: (label) => {
      const written = item(label).insert.map((part) => (typeof part === 'string' ? part : `<${part.placeholder}>`));
      const { start = 0, end = 0 } = found?.replaceRange ?? {};
      return text.slice(0, start) + written.join('') + text.slice(end);
    },
    describe: (label) => model.describeCompletion?.(item(label).topic ?? [], markdown),
  };
}

describe('what is suggested', () => {
  test.each<[marked: string, label: string, taken: string]>([
    ['¦', 'fusion', 'fusion:\n  <>'],
    ['fu¦', 'fusion', 'fusion:\n  <>'],
    ['fusion:\n  ¦', 'final', 'fusion:\n  final:\n    <>'],
    ['fusion:\n  fi¦', 'final', 'fusion:\n  final:\n    <>'],
    ['fusion:\r\n  fi¦\r\n', 'final', 'fusion:\r\n  final:\r\n    <>\r\n'],
    ['fusion:\n  fi¦\n\n    format: X\n', 'final', 'fusion:\n  final:\n\n    format: X\n'],
    ['fusion:\n  fi¦\n  preview: {}\n', 'final', 'fusion:\n  final:\n    <>\n  preview: {}\n'],
    ['fusion:\n    final:\n        ¦', 'format', 'fusion:\n    final:\n        format: <>'],
    ['fusion:\n  final:\n    im¦', 'image_sequence', 'fusion:\n  final:\n    image_sequence: <false>'],
    ['fusion:\n  final:\n    im¦: true', 'image_sequence', 'fusion:\n  final:\n    image_sequence: true'],
    ['fusion:\n  final:\n    format: ¦', 'OpenEXRFormat', 'fusion:\n  final:\n    format: OpenEXRFormat'],
    ['fusion:\n  final:\n    format:¦', 'OpenEXRFormat', 'fusion:\n  final:\n    format: OpenEXRFormat'],
    ['fusion:\n  final:\n    format: Open¦ # exr', 'DPXFormat', 'fusion:\n  final:\n    format: DPXFormat # exr'],
    ['fusion:\n  final: { format: ¦', 'PNGFormat', 'fusion:\n  final: { format: PNGFormat'],
    ['fusion:\n  final: { ¦ }', 'properties', 'fusion:\n  final: { properties: { <> } }'],
    [
      'fusion: { final: { format: X, im¦ } }',
      'image_sequence',
      'fusion: { final: { format: X, image_sequence: <false> } }',
    ],
    ['fusion:\n  final:\n    export_dest: ¦', 'step', 'fusion:\n  final:\n    export_dest: step'],
    ['fusion:\n  final:\n    source_numbering: ¦', 'true', 'fusion:\n  final:\n    source_numbering: true'],
    ['naming:\n  ¦', 'final_suffix', 'naming:\n  final_suffix: <_vfx>'],
    [
      'naming:\r\n  final_suffix: 🎬\r\n  ¦',
      'preview_suffix',
      'naming:\r\n  final_suffix: 🎬\r\n  preview_suffix: <_vfx_preview>',
    ],
    ['ramsesPublishOptions:\n  ¦', 'backupFile', 'ramsesPublishOptions:\n  backupFile: <true>'],
    [
      'fusion:\n  final:\n    format: OpenEXRFormat\n    properties:\n      ¦',
      'OpenEXRFormat.Compression',
      'fusion:\n  final:\n    format: OpenEXRFormat\n    properties:\n      OpenEXRFormat.Compression: <0>',
    ],
    [
      'fusion:\n  final:\n    properties:\n      OpenEXRFormat.Compression: ¦\n    format: OpenEXRFormat\n',
      '8 DWAA',
      'fusion:\n  final:\n    properties:\n      OpenEXRFormat.Compression: 8\n    format: OpenEXRFormat\n',
    ],
    [
      'fusion:\n  preview: { format: QuickTimeMovies, properties: { QuickTimeMovies.Compression: ¦ } }\n',
      'Apple ProRes 422_apcn',
      'fusion:\n  preview: { format: QuickTimeMovies, properties: { QuickTimeMovies.Compression: Apple ProRes 422_apcn } }\n',
    ],
    [
      'fusion:\n  preview:\n    properties:\n      QuickTimeMovies.Compression: "Apple¦"\n',
      'Apple ProRes 422_apcn',
      'fusion:\n  preview:\n    properties:\n      QuickTimeMovies.Compression: "Apple ProRes 422_apcn"\n',
    ],
    [
      'fusion:\n  final: &base { format: X }\n  preview: *¦',
      '*base',
      'fusion:\n  final: &base { format: X }\n  preview: *base',
    ],
    ['a: [\nfusion:\n  final:\n    for¦', 'format', 'a: [\nfusion:\n  final:\n    format: <>'],
  ])('%j: %s', async (marked, label, taken) => {
    expect((await suggest(marked)).take(label)).toBe(taken);
  });

  test.each<[marked: string, labels: readonly string[]]>([
    ['¦', ['fusion', 'naming', 'ramsesPublishOptions']],
    ['fusion:\n  final: {}\n  ¦', ['preview']],
    [
      'fusion:\n  preview:\n    ¦',
      ['format', 'image_sequence', 'properties', 'source_numbering', 'high_quality', 'motion_blur', 'proxy'],
    ],
    ['fusion:\n  final:\n    source_numbering: ¦', ['true', 'false']],
    ['types:\n  ¦', []],
    ['# ¦', []],
    ['fusion:\n  final:\n    format: "x\n      ¦"', []],
  ])('%j: all of them', async (marked, labels) => {
    expect((await suggest(marked)).labels).toEqual(labels);
  });

  test('the options of the format that is chosen, and no others', async () => {
    const { labels } = await suggest('fusion:\n  final:\n    format: PngFormat\n    properties:\n      ¦');
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.every((label) => label.startsWith('PNGFormat.'))).toBe(true);
  });
});

test.each<[marked: string, label: string, text: RegExp]>([
  ['fusion:\n  final:\n    ¦', 'export_dest', /06-EXPORT[\s\S]*Default: `project`[\s\S]*- `step`/],
  [
    'fusion:\n  final:\n    format: ¦',
    'PNGFormat',
    /`PNGFormat` PNG\n\nExtension \.png\. It writes a file for each frame\./,
  ],
  ['fusion:\n  final:\n    properties: { ¦ }', 'OpenEXRFormat.Compression', /- `8` DWAA/],
  ['fusion:\n  final:\n    properties: { OpenEXRFormat.Compression: ¦ }', '8 DWAA', /^`8` DWAA$/],
])('%j: %s is explained', async (marked, label, text) => {
  expect((await suggest(marked)).describe(label)).toMatch(text);
});
