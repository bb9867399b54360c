import type { RendererPreset } from '../renderer-preset.ts';

/** Since version 5 each line has a time and a category in front; before there was neither. */
const LEAD = '^(?:[\\d:.]{9,14} {1,4}[\\w.]+ {1,20}\\| )?\\s{0,4}';

/** The same lead, where it has to be there. */
const LOGGED = '^[\\d:.]{9,14} {1,4}[\\w.]+ {1,20}\\| {0,4}';

/** Blender in the background. */
export const blenderPreset: RendererPreset = {
  name: 'blender',
  title: 'Blender',
  about:
    'Renders any list of frames in one call (`-f`). Blender takes its arguments in their order, so what is rendered comes last. Frames below 0 cannot be told to it: there they count from the end.',
  scenes: ['.blend'],
  programs: ['blender'],
  args: [
    '-b',
    '{scene}',
    '--python-exit-code',
    '1',
    ['-o', '{outputBase}{hashes}'],
    ['-F', '{format}'],
    '-x',
    '1',
    ['-t', '{threads}'],
    '-f',
    '{frames}',
  ],
  calls: 'list',
  dialect: 'blender',
  formats: {
    exr: 'OPEN_EXR',
    png: 'PNG',
    jpg: 'JPEG',
    jpeg: 'JPEG',
    tif: 'TIFF',
    tiff: 'TIFF',
    tga: 'TGA',
    dpx: 'DPX',
    hdr: 'HDR',
    webp: 'WEBP',
  },
  successCodes: [0],
  exitCodes:
    '0 is success, also where the scene has no camera or a frame could not be written: the frames on disk are looked at. 1 after an error in Python (`--python-exit-code 1`).',
  lines: {
    frameStarted: [`${LEAD}Fra: ?(?<frame>-?\\d+) `, `${LEAD}Rendering frame (?<frame>-?\\d+)$`],
    frameFinished: [
      `${LEAD}Time: {0,4}(?<time>\\d[\\d:.]{3,14}) \\(Saving: [\\d:.]{4,14}\\)`,
      // Before 2.7, and of movies, it stands behind what was written.
      '^(?:Saved: |Append(?:ed)? frame ).{1,400} Time: {0,4}(?<time>\\d[\\d:.]{3,14}) \\(Saving: [\\d:.]{4,14}\\)',
    ],
    progress: [
      // Samples count anew in each tile.
      `${LEAD}Fra: ?(?<frame>-?\\d+) .*\\| Rendered (?<part>\\d+)/(?<parts>\\d+) Tiles`,
      `${LEAD}Fra: ?(?<frame>-?\\d+) .*\\| Path Tracing Tile (?<part>\\d+)/(?<parts>\\d+)`,
      `${LEAD}Fra: ?(?<frame>-?\\d+) .*\\| (?:Rendering|Path Tracing)? ?(?:Tile \\d+/\\d+, )?Sample (?<part>\\d+)/(?<parts>\\d+)`,
      `${LEAD}Fra: ?(?<frame>-?\\d+) .*\\| Rendering {1,4}(?<part>\\d+) / (?<parts>\\d+) samples`,
    ],
    output: [`${LEAD}Saved: '(?<path>[^']+)'?`],
    ignore: ['Could not find a matching GPU name', 'Color management: ', '\\bALSA lib\\b'],
    error: [
      `${LEAD}(?:Error|ERROR): ?(?<message>.*)`,
      `${LEAD}Render error(?: \\([^)]{0,99}\\))? ?(?<message>.*)`,
      `${LEAD}Cannot read file (?<message>.*)`,
      '^Error: (?:Python: )?(?<message>.*)',
      `${LOGGED}(?:ERROR|FATAL) (?<message>.*)`,
      '^(?:ERROR|FATAL) \\([\\w.]{1,60}\\): (?<message>.*)',
      '^(?:CUDA|OptiX|HIP|Metal|oneAPI) error\\b',
      '^System is out of GPU\\b',
      '^Failed to create \\w+ context\\b',
      '^Blender: (?:error|out of memory)',
      '\\bOut of memory in \\w+',
      '^Writing: /\\S+\\.crash\\.txt',
    ],
    warning: [
      `${LEAD}(?:Warning|WARNING): ?(?<message>.*)`,
      `${LOGGED}WARNING (?<message>.*)`,
      '^WARN \\([\\w.]{1,60}\\): (?<message>.*)',
    ],
  },
  sources: [
    'https://docs.blender.org/manual/en/latest/advanced/command_line/arguments.html',
    'https://github.com/CGRU/cgru/issues/168',
  ],
};
