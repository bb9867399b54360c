import { expect, test } from 'vitest';
import { parseRenderSpec } from '../../../server/formats/render-spec/parse-render-spec.ts';
import type { OutputKind } from '../../../server/formats/render-spec/schema.ts';
import { outputPath } from '../../../server/project/output-path.ts';

const STEP = {
  name: 'DEMO_S_SH010_COMP',
  folder: '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP',
  step: 'COMP',
  item: 'SH010',
};

function pathOf(kind: OutputKind, inside: string, naming = '', sourceMedia?: string): string | undefined {
  const { spec, problems } = parseRenderSpec(`fusion: { ${kind}: { ${inside} } }\nnaming: { ${naming} }\n`);
  const output = spec?.[kind];
  if (output === undefined) throw new Error(JSON.stringify(problems));
  const media = sourceMedia === undefined ? {} : { sourceMedia };
  const path = outputPath({ root: '/show', step: STEP, kind, output, naming: spec?.naming, ...media });
  return path?.replace(STEP.folder, '…');
}

const NAME = 'DEMO_S_SH010_COMP';

test.each<[kind: OutputKind, inside: string, path: string | undefined]>([
  ['preview', 'format: QuickTimeMovies', `…/_preview/${NAME}.mov`],
  ['preview', 'format: JpegFormat, image_sequence: true', `…/_preview/${NAME}/${NAME}.0000.jpg`],
  [
    'final',
    'format: OpenEXRFormat, image_sequence: true, export_dest: step',
    `…/_published/<version>/${NAME}/${NAME}.0000.exr`,
  ],
  ['final', 'format: MXFFormat', `/show/06-EXPORT/${NAME}.mxf`],
  ['final', 'image_sequence: true', `/show/06-EXPORT/${NAME}/${NAME}.0000.mov`],
  // Other programs find no extension for these, or for the names that Fusion has for them.
  ['final', 'format: PNGFormat, image_sequence: true', `/show/06-EXPORT/${NAME}/${NAME}.0000.png`],
  ['final', 'format: PngFormat, image_sequence: true', `/show/06-EXPORT/${NAME}/${NAME}.0000.png`],
  ['final', 'format: PSDFormat, image_sequence: true', `/show/06-EXPORT/${NAME}/${NAME}.0000.psd`],
  ['final', 'format: SoftimageFormat, image_sequence: true', `/show/06-EXPORT/${NAME}/${NAME}.0000.pic`],
  ['final', 'format: SUNFormat', undefined],
])('%s { %s }', (kind, inside, path) => {
  expect(pathOf(kind, inside)).toBe(path);
});

test.each<[kind: OutputKind, naming: string, name: string]>([
  ['final', '', 'A001_vfx.mov'],
  ['preview', '', 'A001_vfx_preview.mov'],
  ['final', 'final_suffix: _comp', 'A001_comp.mov'],
  ['preview', 'final_suffix: _comp, preview_suffix: _look', 'A001_look.mov'],
])('%s with a source media and { %s }', (kind, naming, name) => {
  expect(pathOf(kind, 'format: QuickTimeMovies', naming, 'A001')?.split('/').at(-1)).toBe(name);
});

test('a folder of Windows keeps its slashes', () => {
  const { spec } = parseRenderSpec('fusion: { preview: { format: QuickTimeMovies } }');
  const output = spec?.preview;
  const step = { ...STEP, folder: 'P:\\show\\SH010_COMP' };
  expect(output && outputPath({ root: 'P:\\show', step, kind: 'preview', output, naming: undefined })).toBe(
    `P:\\show\\SH010_COMP\\_preview\\${NAME}.mov`,
  );
});
