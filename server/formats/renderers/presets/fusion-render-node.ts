import type { LinePatterns } from '../line-pattern.ts';
import type { RendererPreset } from '../renderer-preset.ts';

/** What Fusion's renderers print. That a render is completed is no frame's end, and "successfully" no success. */
export const FUSION_LINES: LinePatterns = {
  frameFinished: [
    '(?:^|\\] |: )Rendered frame (?<frame>-?\\d+) \\(\\d+ of \\d+\\)(?:, took (?<time>[\\d.]+) secs)?',
    '^Rendered frame (?<frame>-?\\d+)\\b',
  ],
  frameStarted: ['^Rendering frame (?<frame>-?\\d+)\\b'],
  error: [
    '^Render (?:failed|aborted|stopped)\\b(?<message>.*)',
    '^(?<message>.{1,80} (?:failed at time|cannot get Parameter for) .*)',
    '^(?<message>\\w{1,80}: (?:Error|Failed|Unable to|Could not|Cannot)\\b.*)',
    '^Auto-exiting with errcode (?!0\\b)',
    '^(?:\\[string "[^"]{1,200}"\\]|(?<file>(?:[A-Za-z]:)?[^:]{1,99}\\.(?:lua|eyeonscript|py))):(?<line>\\d+): (?<message>.*)',
    '^(?:Could not|Cannot|Unable to) (?<message>(?:open|load|find|create|get) .*)',
    'No licen[cs]e (?:found|available)',
  ],
  ignore: ['^Auto-exiting with errcode 0\\b'],
};

/** What Fusion's programs say of their exit. */
export const FUSION_EXIT =
  '0 is success. It also comes where a Saver wrote nothing, as with a frame that the comp passes through: the frames on disk are looked at.';

/** Fusion's render node. */
export const fusionRenderNodePreset: RendererPreset = {
  name: 'fusion-render-node',
  title: 'Fusion Render Node',
  about:
    'Renders all Savers of the comp that are on, and quits; a job for one of several Savers gets a comp of its own, with the others off. On Windows it prints to `fusion_render.log` rather than to where it was started from; then no progress is seen, and the frames on disk decide as always.',
  scenes: ['.comp'],
  programs: ['FusionRenderNode', 'FusionServer', 'ConsoleSlave'],
  args: ['{comp}', '-render', '-start', '{first}', '-end', '{last}', '-step', '{step}', '-verbose', '-status', '-quit'],
  calls: 'range',
  dialect: 'compline',
  successCodes: [0],
  exitCodes: FUSION_EXIT,
  lines: FUSION_LINES,
  sources: [
    'https://www.steakunderwater.com/VFXPedia/96.0.243.189/indexc06b.html?oldid=4393&title=Eyeon%3AManual%2FNetwork_Rendering%2FConsole_Slave',
    'https://github.com/CGRU/cgru/blob/master/afanasy/python/parsers/fusion.py',
  ],
};
