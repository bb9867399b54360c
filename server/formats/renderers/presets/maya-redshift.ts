import { joinPatterns, type LinePatterns } from '../line-pattern.ts';
import type { RendererPreset } from '../renderer-preset.ts';
import { MAYA_DOCS, MAYA_EXIT, MAYA_FORMATS, MAYA_LINES, MAYA_OUTPUT, MAYA_RANGE } from './maya-lines.ts';

/**
 * What Redshift prints. A frame is finished by its own "Frame done" alone: that a layer is done, or that a pre-render or
 * a shader is, says nothing of frames.
 */
export const REDSHIFT_LINES: LinePatterns = {
  frameStarted: [
    "^(?:\\[Redshift\\] ?)?Rendering layer '[^']*', frame (?<frame>-?\\d+)",
    '^(?:\\[Redshift\\] ?)?Rendering frame (?<frame>-?\\d+)\\b',
  ],
  frameFinished: [
    "^(?:\\[Redshift\\] ?)?Frame done - total time for layer '[^']*', frame (?<frame>-?\\d+)(?: \\(\\d+/\\d+\\))?(?:: (?<time>[\\d.:hms ]+))?",
    '^(?:\\[Redshift\\] ?)?Frame done - total time for frame (?<frame>-?\\d+)(?: \\(\\d+/\\d+\\))?(?:: (?<time>[\\d.:hms ]+))?',
    '^(?:\\[Redshift\\] ?)?Skipping frame (?<frame>-?\\d+)',
  ],
  progress: ['Block (?<part>\\d+)/(?<parts>\\d+) \\(\\d+,\\d+\\) rendered by'],
  output: ['(?:Saved file|[Ww]riting file) [\'"](?<path>[^\'"]+)[\'"]', '^(?:\\[Redshift\\] ?)?Saving: (?<path>\\S.*)'],
  error: [
    '^\\[Redshift\\]\\s{0,8}(?:ERROR|Error|ABORT|PANIC)\\b:? ?(?<message>.*)',
    '^\\[Redshift\\]\\s{0,8}(?<message>(?:Assertion|Scene extraction|Scene translation) failed.*)',
    'License error: (?<message>.*)',
    '^(?:\\[Redshift\\] ?)?(?:Frame rendering aborted|Rendering was internally aborted)',
    'No devices found\\. Aborting rendering',
    '(?<file>\\w+\\.mel) line (?<line>\\d+): Invalid device id',
    'illegal memory access was encountered',
  ],
  warning: ['^\\[Redshift\\] ?WARNING: ?(?<message>.*)'],
  debug: ['^\\[Redshift\\] ?(?:DEBUG|Debug):'],
};

/** Maya's Render with Redshift. */
export const mayaRedshiftPreset: RendererPreset = {
  name: 'maya-redshift',
  title: 'Maya with Redshift',
  about:
    'Has one GPU for itself where the machine has any. The GPU is given by `CUDA_VISIBLE_DEVICES` alone and not by `-gpu` as well, which would count within it a second time. Some versions render all renderable layers whichever is asked for; then switch the others off in the scene.',
  scenes: ['.ma', '.mb'],
  programs: ['Render'],
  args: ['-r', 'redshift', ...MAYA_RANGE, ...MAYA_OUTPUT, '{scene}'],
  calls: 'range',
  dialect: 'compline',
  formats: MAYA_FORMATS,
  gpus: 1,
  successCodes: [0],
  exitCodes: MAYA_EXIT,
  lines: joinPatterns(REDSHIFT_LINES, MAYA_LINES),
  sources: [
    MAYA_DOCS,
    'https://help.maxon.net/r3d/maya/en-us/Content/html/Log+Files.html',
    'https://github.com/aws-deadline/deadline-cloud-for-maya/pull/470',
  ],
};
