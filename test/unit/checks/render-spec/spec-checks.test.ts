import { describe, expect, test } from 'vitest';
import { expectSpec, findingsIn, type SpecCase } from './spec-case.ts';

const EXR = 'format: OpenEXRFormat, image_sequence: true';
const FINAL = (inside: string): string => `fusion: { final: { ${inside} } }\n`;
const PREVIEW = (inside: string): string => `fusion: { preview: { ${inside} } }\n`;
const PROPERTY = (inside: string): string => FINAL(`${EXR}, properties: { ${inside} }`);

const CASES: readonly SpecCase[] = [
  { name: 'a bracket that is not closed', finds: 'spec-syntax error', marked: 'fusion: [a\n«»' },
  {
    name: 'a tab',
    finds: 'spec-syntax error',
    marked: 'fusion:\n«\t»final: { format: OpenEXRFormat, image_sequence: true }\n',
    repairs: ['fusion:\n  final: { format: OpenEXRFormat, image_sequence: true }\n'],
  },
  { name: 'two documents', finds: 'spec-syntax error', marked: 'a: 1\n«---»\nb: 1\n' },
  { name: 'an alias without an anchor', finds: 'spec-syntax error', marked: 'fusion: { final: «*base» }\n' },
  {
    name: 'aliases that multiply without end',
    finds: 'spec-syntax error',
    marked: `a: &a [x]\n${'bcdefgh'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(20).fill(`*${'abcdefg'[at]}`).join(', ')}]\n`)
      .join('')}`.replace(/(?<=e: &e \[(?:\*d, ){5})\*d/, '«*d»'),
    message: /repeat more than 100000 values/,
  },
  {
    name: 'merge conflicts, one finding each',
    finds: 'spec-syntax error',
    marked: `«<<<<<<< ours»\n${FINAL(EXR)}=======\nfusion: {}\n>>>>>>> theirs\n«<<<<<<< ours»\na: 1\n=======\n>>>>>>> theirs\n`,
    message: /merge conflict is not resolved/,
  },
  { name: 'a key twice', finds: 'spec-duplicate-key error', marked: FINAL(`${EXR}, «format»: DPXFormat`) },
  {
    name: 'an unknown key',
    finds: 'spec-unknown-key error',
    marked: 'fusion: { «finale»: {} }\n',
    message: /^Unknown key "finale"\. Did you mean "final"\?$/,
    repairs: ['fusion: { final: {} }\n'],
  },
  {
    name: 'one with none near',
    finds: 'spec-unknown-key error',
    marked: 'naming: { «x»: 1 }\n',
    message: /Known here: final_suffix, preview_suffix\./,
  },
  {
    name: 'a misspelt section among those of other programs',
    finds: 'spec-unknown-key warning',
    marked: 'formats: [abc]\n«fusoin»: { final: {} }\ntypes: { mode: keep }\n',
    repairs: ['formats: [abc]\nfusion: { final: {} }\ntypes: { mode: keep }\n'],
  },
  {
    name: 'a word that other readers take for a switch',
    finds: 'spec-value error',
    marked: FINAL('format: OpenEXRFormat, image_sequence: «yes»'),
    message: /^fusion\.final\.image_sequence: expected true or false, found the text "yes"\.$/,
    repairs: [FINAL('format: OpenEXRFormat, image_sequence: true')],
  },
  {
    name: 'a destination that is none',
    finds: 'spec-value error',
    marked: FINAL(`${EXR}, export_dest: «projekt»`),
    message: /"projekt" is none of these: project, step\. Did you mean "project"\?/,
    repairs: [FINAL(`${EXR}, export_dest: project`)],
  },
  { name: 'a list as a property', finds: 'spec-value error', marked: PROPERTY('OpenEXRFormat.Depth: «[1]»') },
  { name: 'a map as a property', finds: 'spec-value error', marked: PROPERTY('OpenEXRFormat.Depth: «{ Value: 1 }»') },
  { name: 'a property that is left empty', finds: 'spec-value error', marked: PROPERTY('«OpenEXRFormat.Depth»: ') },
  { name: 'no number', finds: 'spec-value error', marked: PROPERTY('OpenEXRFormat.DWACompressionLevel: «.nan»') },
  {
    name: 'a number without end',
    finds: 'spec-value error',
    marked: PROPERTY('OpenEXRFormat.DWACompressionLevel: «-.inf»'),
  },
  { name: 'a list where keys belong', finds: 'spec-value error', marked: 'fusion: «[a]»\n' },
  { name: 'a text where keys belong', finds: 'spec-value error', marked: 'fusion: { final: «OpenEXRFormat» }\n' },
  { name: 'a map where a text belongs', finds: 'spec-value error', marked: FINAL('format: «{ a: b }»') },
  { name: 'a format that is left empty', finds: 'spec-value error', marked: FINAL('«format»: , image_sequence: true') },
  {
    name: 'a text alone',
    finds: 'spec-value error',
    marked: '# c\n«hello»\n',
    message: /is to hold keys and values; there is the text "hello"\.$/,
  },
  { name: 'a list alone', finds: 'spec-value error', marked: '«- a»\n- b\n', message: /there is a list\.$/ },
  {
    name: 'a map where one of some words belongs',
    finds: 'spec-value error',
    marked: FINAL(`${EXR}, export_dest: «{ a: 1 }»`),
    message: /^fusion\.final\.export_dest: expected project or step, found keys and values\.$/,
  },
  {
    name: 'a format in a text over several lines, without its last line break',
    finds: 'spec-format error',
    marked: 'fusion:\n  final:\n    format: «|\n      OpenEXRFormat»\n    image_sequence: true\n',
    message: /^Fusion has no format "OpenEXRFormat\\n"\. Did you mean OpenEXRFormat\?$/,
    repairs: ['fusion:\n  final:\n    format: OpenEXRFormat\n    image_sequence: true\n'],
  },
  {
    name: 'a suffix with a line break',
    finds: 'spec-suffix warning',
    marked: 'naming:\n  final_suffix: «|\n    _vfx»\n  preview_suffix: _p\n',
    message: /^final_suffix "_vfx\\n" has "\\n"; names have/,
    repairs: ['naming:\n  final_suffix: _vfx\n  preview_suffix: _p\n'],
  },
  {
    name: 'a format that is an empty text',
    finds: 'spec-no-format warning',
    marked: "fusion: { «final»: { format: '' } }\n",
  },
  {
    name: 'a tag that readers do not know',
    finds: 'spec-syntax error',
    marked: 'fusion: «!foo» {}\n',
    message: /!foo is not known/,
  },
  {
    name: 'a text that is merged',
    finds: 'spec-syntax error',
    marked: 'fusion: { <<: «base» }\n',
    message: /Only keys and values can be merged/,
  },
  {
    name: 'what an alias repeats, once',
    finds: 'spec-value error',
    marked: 'fusion:\n  final: &f { format: OpenEXRFormat, image_sequence: «1» }\n  preview: *f\n',
    repairs: ['fusion:\n  final: &f { format: OpenEXRFormat, image_sequence: true }\n  preview: *f\n'],
  },
  {
    name: 'sections with nothing in them',
    finds: 'spec-empty warning',
    marked: '«naming»:\nfusion:\n  «final»:\n  «preview»: ~\n',
  },
  { name: 'all of it', finds: 'spec-empty warning', marked: '«fusion»:\n' },
  ...['PngFormat PNGFormat', 'PhotoshopFormat PSDFormat', 'SoftimageFormat PICFormat'].map((pair): SpecCase => {
    const [old = '', id = ''] = pair.split(' ');
    return {
      name: `the older name ${old}`,
      finds: 'spec-format error',
      marked: FINAL(`format: «${old}», image_sequence: true, properties: { ${old}.SaveAlpha: 1 }`),
      message: new RegExp(`calls this format ${id}`),
      repairs: [FINAL(`format: ${id}, image_sequence: true, properties: { ${id}.SaveAlpha: 1 }`)],
    };
  }),
  {
    name: 'a misspelt id',
    finds: 'spec-format error',
    marked: FINAL('format: «OpenExrFormat», image_sequence: true'),
    repairs: [FINAL(EXR)],
  },
  {
    name: 'an extension in place of an id',
    finds: 'spec-format error',
    marked: FINAL('format: «exr», image_sequence: true'),
    message: /Did you mean OpenEXRFormat\?/,
    repairs: [FINAL(EXR)],
  },
  {
    name: 'the beginning of an id, whose options are not told besides',
    finds: 'spec-format error',
    marked: FINAL('format: «Jpeg», image_sequence: true, properties: { JpegFormat.Quality: 90 }'),
    message: /no format "Jpeg"\. Did you mean JpegFormat\?/,
    repairs: [FINAL('format: JpegFormat, image_sequence: true, properties: { JpegFormat.Quality: 90 }')],
  },
  {
    name: 'no format at all',
    finds: 'spec-no-format warning',
    marked: 'fusion: { «final»: { image_sequence: true } }\n',
  },
  {
    name: 'an option without its format',
    finds: 'spec-property warning',
    marked: PROPERTY('«Depth»: 1'),
    repairs: [PROPERTY('OpenEXRFormat.Depth: 1')],
  },
  {
    name: 'an option without its dot',
    finds: 'spec-property warning',
    marked: PROPERTY('«OpenEXRFormatDepth»: 1'),
    repairs: [PROPERTY('OpenEXRFormat.Depth: 1')],
  },
  {
    name: 'an option of another format',
    finds: 'spec-property warning',
    marked: PROPERTY('«JpegFormat.Quality»: 90'),
    message: /no effect: the format is OpenEXRFormat/,
  },
  {
    name: 'a format that another one begins with, as Ramses takes it',
    finds: 'spec-property warning',
    marked: FINAL('format: JpegFormat, image_sequence: true, properties: { «Jpeg.Quality»: 90 }'),
    repairs: [FINAL('format: JpegFormat, image_sequence: true, properties: { JpegFormat.Quality: 90 }')],
  },
  {
    name: 'a misspelt option',
    finds: 'spec-property warning',
    marked: PROPERTY('«OpenEXRFormat.Compresion»: 8'),
    message: /not known to have an option "Compresion"\. Did you mean OpenEXRFormat\.Compression\?/,
    repairs: [PROPERTY('OpenEXRFormat.Compression: 8')],
  },
  { name: 'the format itself', finds: 'spec-property warning', marked: PROPERTY('«OutputFormat»: PNGFormat') },
  { name: 'nothing after the dot', finds: 'spec-property warning', marked: PROPERTY('«OpenEXRFormat.»: 1') },
  {
    name: 'an option that an alias brings to another format',
    finds: 'spec-property warning',
    marked: `fusion:\n  final: &f { ${EXR}, properties: { OpenEXRFormat.Depth: 1 } }\n  «preview»: { <<: *f, format: DPXFormat }\n`,
  },
  {
    name: 'the name of a choice',
    finds: 'spec-property-value warning',
    marked: PROPERTY('OpenEXRFormat.Compression: «DWAA»'),
    message: /"DWAA" is 8/,
    repairs: [PROPERTY('OpenEXRFormat.Compression: 8')],
  },
  {
    name: 'a choice that is none',
    finds: 'spec-property-value warning',
    marked: PROPERTY('OpenEXRFormat.Depth: «3»'),
    message: /there are 0 Auto, 1 16-bit float, 2 32-bit float/,
  },
  {
    name: 'a number out of its range',
    finds: 'spec-property-value warning',
    marked: FINAL('format: JpegFormat, image_sequence: true, properties: { JpegFormat.Quality: «150» }'),
    repairs: [FINAL('format: JpegFormat, image_sequence: true, properties: { JpegFormat.Quality: 100 }')],
  },
  {
    name: 'a number in quotes',
    finds: 'spec-property-value warning',
    marked: FINAL('format: JpegFormat, image_sequence: true, properties: { JpegFormat.Quality: «"90"» }'),
    repairs: [FINAL('format: JpegFormat, image_sequence: true, properties: { JpegFormat.Quality: 90 }')],
  },
  {
    name: 'what Lua writes for no number',
    finds: 'spec-property-value warning',
    marked: PROPERTY('OpenEXRFormat.DWACompressionLevel: «nan»'),
    message: /no number/,
  },
  {
    name: 'the same of an option that is not known',
    finds: 'spec-property-value warning',
    marked: PROPERTY('OpenEXRFormat.Zzz: «inf»'),
  },
  {
    name: 'a number where a codec belongs',
    finds: 'spec-property-value warning',
    marked: PREVIEW('format: QuickTimeMovies, properties: { QuickTimeMovies.Compression: «3» }'),
  },
  {
    name: 'a movie as a sequence',
    finds: 'spec-image-sequence warning',
    marked: PREVIEW('format: QuickTimeMovies, image_sequence: «true»'),
    repairs: [PREVIEW('format: QuickTimeMovies, image_sequence: false')],
  },
  {
    name: 'pictures as none',
    finds: 'spec-image-sequence warning',
    marked: FINAL('format: OpenEXRFormat, image_sequence: «false»'),
    repairs: [FINAL(EXR)],
  },
  {
    name: 'pictures where nothing is said',
    finds: 'spec-image-sequence warning',
    marked: 'fusion:\r\n  final:\r\n    format: «PNGFormat» # png\r\n    export_dest: step\r\n',
    repairs: [
      'fusion:\r\n  final:\r\n    format: PNGFormat # png\r\n    image_sequence: true\r\n    export_dest: step\r\n',
    ],
  },
  {
    name: 'the same between braces',
    finds: 'spec-image-sequence warning',
    marked: FINAL('format: «PNGFormat»'),
    repairs: [FINAL('format: PNGFormat, image_sequence: true')],
  },
  {
    name: 'a destination of previews',
    finds: 'spec-export-dest information',
    marked: PREVIEW('format: QuickTimeMovies, «export_dest: step»'),
  },
  {
    name: 'a suffix with a dot',
    finds: 'spec-suffix warning',
    marked: 'naming: { final_suffix: «.vfx» }\n',
    repairs: ['naming: { final_suffix: _vfx }\n'],
  },
  {
    name: 'a suffix without an underscore',
    finds: 'spec-suffix warning',
    marked: 'naming: { final_suffix: «vfx» }\n',
    repairs: ['naming: { final_suffix: _vfx }\n'],
  },
  {
    name: 'a suffix like a version',
    finds: 'spec-suffix warning',
    marked: 'naming: { preview_suffix: «_vfx_v2» }\n',
    message: /"v2", which is taken for a version/,
  },
  {
    name: 'a suffix with a folder',
    finds: 'spec-suffix warning',
    marked: 'naming: { preview_suffix: «_a/b» }\n',
    repairs: ['naming: { preview_suffix: _a-b }\n'],
  },
];

describe('checks of render specs', () => {
  test.each(CASES)('$name', expectSpec);
});

describe('nothing is found', () => {
  test.each([
    ['in an empty text', ''],
    ['in comments alone', '# later\n'],
    [
      'in what Ramses writes',
      'fusion:\n  final:\n    export_dest: project\n    format: OpenEXRFormat\n    image_sequence: true\n    properties:\n      OpenEXRFormat.Compression: 8\n      OpenEXRFormat.Depth: 1\n    source_numbering: true\n  preview:\n    format: QuickTimeMovies\n    image_sequence: false\n    properties:\n      QuickTimeMovies.Compression: Apple ProRes 422_apcn\nnaming:\n  final_suffix: _vfx\n  preview_suffix: _vfx_preview\n',
    ],
    [
      'in what other programs keep',
      'delete_history: true\nformats: [abc, { mb: { x: 1 } }]\nfreeze_transform: { whitelist: [a] }\n',
    ],
    ['in options that are not known', PROPERTY('OpenEXRFormat.Zzzzzz: 3')],
    ['in other inputs of the Saver', PROPERTY('CreateDir: 1, Gamut.SLogVersion: SLog2')],
    ['in switches', FINAL('format: PNGFormat, image_sequence: true, properties: { PNGFormat.SaveAlpha: true }')],
    ['in formats of which little is known', FINAL('format: SUNFormat, properties: { SUNFormat.X: 1 }')],
    ['in aliases and merges', `base: &b { ${EXR} }\nfusion: { final: { <<: *b, export_dest: step } }\n`],
    ['after a BOM', `\uFEFF${FINAL(EXR)}`],
    ['in options of Ramses', 'ramsesPublishOptions: { useTempFile: true, other: 1 }\n'],
  ])('%s', (_name, text) => {
    expect(findingsIn(text)).toEqual([]);
  });
});

test.each([
  [
    'the old name of a format, before an option too',
    FINAL('format: PngFormat, image_sequence: true, properties: { PngFormat.SaveAlpha: 1 }'),
    ['spec-format'],
  ],
  ['a text that is torn', 'fusion: [\nnaming: { x: 1 }\n', ['spec-syntax']],
  [
    'what an alias repeats that is not there',
    'fusion: { final: *x, preview: { format: QuickTimeMovies, x: 1 } }\n',
    ['spec-syntax', 'spec-unknown-key'],
  ],
])('one finding for %s', (_name, text, codes) => {
  expect([...new Set(findingsIn(text).map(({ code }) => code))]).toEqual(codes);
});

test('a spec that is wrong from end to end is told of in part', () => {
  const keys = Array.from({ length: 1_000 }, (_, at) => `formt${at}: [1]`).join(', ');
  const codes = findingsIn(`fusion: { final: { ${EXR}, properties: { ${keys} } }, ${keys} }\n`).map(({ code }) => code);
  expect(codes.length).toBeLessThanOrEqual(200);
  expect(new Set(codes)).toEqual(new Set(['spec-unknown-key', 'spec-value']));
});

test('4 000 aliases are checked, and what they repeat is told once', () => {
  const more = Array.from({ length: 4_000 }, (_, at) => `s${at}: *f\n`).join('');
  expect(findingsIn(`a: &f { ${EXR} }\n${more}fusion: { final: *f, preview: *f }\n`)).toEqual([]);
});
