import { joinPatterns } from '../line-pattern.ts';
import type { RendererPreset } from '../renderer-preset.ts';
import { mayaPreset } from './maya.ts';
import { MAYA_DOCS, MAYA_FORMATS } from './maya-lines.ts';

/** A Python script of the project in Maya's interpreter. */
export const mayapyPreset: RendererPreset = {
  name: 'mayapy',
  title: 'Maya, a Python script',
  about:
    'Runs `script` in `mayapy`. The scene and all else reach it as arguments, never as text that is put into Python, so that quotes and backslashes in names do no harm. It prints `[Render] Frame 12 completed` after each frame.',
  scenes: ['.ma', '.mb'],
  programs: ['mayapy'],
  args: [
    '{script}',
    '--scene',
    '{scene}',
    '--frames',
    '{frames}',
    ['--layer', '{layer}'],
    ['--camera', '{camera}'],
    ['--output', '{output}'],
    ['--threads', '{threads}'],
  ],
  calls: 'list',
  dialect: 'compline',
  formats: MAYA_FORMATS,
  needsScript: true,
  successCodes: [0],
  exitCodes: '0 is success. A Python error that nobody caught ends mayapy with 1.',
  lines: joinPatterns(
    {
      frameStarted: ['^\\[Render\\] (?:Rendering )?[Ff]rame (?<frame>-?\\d+)(?: \\.\\.\\.| started|\\.\\.\\.)'],
      frameFinished: ['^\\[Render\\] Frame (?<frame>-?\\d+) completed'],
      error: ['^\\[Render\\] (?:Error|ERROR|Failed):? ?(?<message>.*)'],
    },
    mayaPreset.lines,
  ),
  sources: [MAYA_DOCS, 'https://github.com/katha-begin/LRCTOOLSBOX'],
};
