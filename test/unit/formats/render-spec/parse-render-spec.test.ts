import { expect, test } from 'vitest';
import { parseRenderSpec } from '../../../../server/formats/render-spec/parse-render-spec.ts';

test('the document that Ramses writes is read', () => {
  const text = `fusion:
  final:
    export_dest: project
    format: OpenEXRFormat
    image_sequence: true
    properties:
      OpenEXRFormat.Compression: 8
      OpenEXRFormat.Depth: 1
    source_numbering: true
  preview:
    format: QuickTimeMovies
    image_sequence: false
    properties:
      QuickTimeMovies.Compression: Apple ProRes 422_apcn
naming:
  final_suffix: _vfx
  preview_suffix: _vfx_preview
types: { mode: remove }
`;
  expect(parseRenderSpec(text)).toEqual({
    spec: {
      final: {
        export_dest: 'project',
        format: 'OpenEXRFormat',
        image_sequence: true,
        properties: { 'OpenEXRFormat.Compression': 8, 'OpenEXRFormat.Depth': 1 },
        source_numbering: true,
      },
      preview: {
        export_dest: 'project',
        format: 'QuickTimeMovies',
        image_sequence: false,
        properties: { 'QuickTimeMovies.Compression': 'Apple ProRes 422_apcn' },
      },
      naming: { final_suffix: '_vfx', preview_suffix: '_vfx_preview' },
    },
    problems: [],
  });
});

test.each([
  '',
  '# later\n\n# more',
  'fusion:\n',
  'fusion: { final: null }\n',
  'fusion: { final: {} }\n',
  'formats: [abc]\n',
])('%j says nothing', (text) => {
  expect(parseRenderSpec(text)).toEqual({ spec: { final: undefined, preview: undefined }, problems: [] });
});

test.each([
  ['fusion: { finale: {} }', /"finale".*"final"/],
  ['fusion: { final: { formt: x } }', /"formt".*"format"/],
  ['naming: { final: x }', /"final"/],
  ['fusion: { final: { export_dest: elsewhere } }', /export_dest/],
  ['fusion: { final: { properties: { A.B: [1] } } }', /properties/],
  ['- a', /there is a list/],
  ['fusion: [', /./],
])('%s is refused', (text, message) => {
  const { spec, problems } = parseRenderSpec(text);
  expect(spec).toBeUndefined();
  expect(problems[0]?.message).toMatch(message);
});
