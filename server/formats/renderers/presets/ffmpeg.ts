import type { RendererPreset } from '../renderer-preset.ts';

/** What ffmpeg puts before a line: perhaps the part of it that speaks, and since version 7 what that is a part of. */
const LEAD = '^(?:\\[[^\\]@]{1,60} @ (?:0x)?[0-9a-fA-F]+\\] ){0,2}';

/** ffmpeg, which reads the media that feeds a Saver and writes the Saver's files. */
export const ffmpegPreset: RendererPreset = {
  name: 'ffmpeg',
  title: 'ffmpeg',
  about:
    'Renders no comp: it writes the media that feeds the Saver as the files of the Saver, a sequence or a movie. The format is that of the extension; what it needs beyond that belongs into `args`.',
  scenes: ['.comp'],
  programs: ['ffmpeg'],
  args: [
    '-nostdin',
    '-hide_banner',
    '-y',
    '-loglevel',
    'level+warning',
    '-nostats',
    '-progress',
    'pipe:1',
    ['-threads', '{threads}'],
    '-start_number',
    '{mediaFirst}',
    '-i',
    '{media}',
    '-frames:v',
    '{count}',
    '-start_number',
    '{outputFirst}',
    '{output}',
  ],
  calls: 'range',
  dialect: 'compline',
  successCodes: [0],
  exitCodes:
    '0 is success, also where a frame could not be decoded and was left out: the frames on disk are looked at.',
  lines: {
    frameFinished: ['^frame= {0,9}(?<done>\\d+)(?: |$)'],
    output: ["^Output #\\d+, \\w[\\w,]{0,40}, to '(?<path>[^']+)':"],
    ignore: ['\\[info\\]', 'deprecated pixel format used', 'Last message repeated'],
    error: [
      `${LEAD}\\[(?:panic|fatal|error)\\] ?(?<message>.*)`,
      '^(?<message>(?:Error|Unknown encoder|Unknown decoder|At least one output file|Unrecognized option|Conversion failed|Invalid data found)\\b.*)',
      '^(?<message>\\S.*: (?:No such file or directory|Permission denied|No space left on device|Disk quota exceeded|Input/output error|Cannot allocate memory|Invalid data found when processing input|Invalid argument))$',
    ],
    warning: [`${LEAD}\\[warning\\] ?(?<message>.*)`],
    debug: [`${LEAD}\\[(?:verbose|debug|trace)\\]`],
  },
  sources: ['https://ffmpeg.org/ffmpeg.html', 'https://docs.rs/ffmpeg-sidecar/2.3.0/src/progress/progress.rs.html'],
};
