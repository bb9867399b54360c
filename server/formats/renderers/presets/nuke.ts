import type { RendererPreset } from '../renderer-preset.ts';

/** Nuke on the command line. */
export const nukePreset: RendererPreset = {
  name: 'nuke',
  title: 'Nuke',
  about:
    'Executes all Write nodes (`-x`), which write where the script says. For one Write node write `args` of your own with `-X` and its name.',
  scenes: ['.nk'],
  programs: ['nuke', 'Nuke'],
  args: ['-V', '1', ['-m', '{threads}'], '-F', '{frames}', '-x', '{scene}'],
  calls: 'range',
  dialect: 'nuke',
  successCodes: [0],
  exitCodes: '0 is success; anything else is not.',
  lines: {
    frameStarted: ['^Frame (?<frame>-?\\d+) \\(\\d+ of \\d+\\)'],
    frameFinished: ['^Writing \\S.*\\D(?<frame>\\d+)\\.\\w{2,4} took (?<time>[\\d.]+) seconds'],
    output: ['^Writing (?<path>\\S.*) took [\\d.]+ seconds'],
    error: [
      '^(?:Worker process failed|Node execution error)',
      '^Invalid .{0,80} license key',
      '^(?:\\[[\\d:. ]+\\] )?ERROR: ?(?<message>.*)',
      '^(?<message>[\\w.]{1,99}: .{0,400}(?:missing value|No such file or directory|Read error).*)',
      "^(?:RuntimeError|Cannot execute|Can't execute)",
      '^FOUNDRY LICEN[CS]E ERROR\\b',
      '^(?:OCIO|OpenColorIO) Error: ?(?<message>.*)',
      "^(?<message>Can't (?:read|open) .*)",
      "^(?<message>[\\w.]{1,99}: (?:Error|Failed|Cannot|Can't|Unable to)\\b.*)",
      '^A license for \\w+ was not found',
    ],
    warning: ['^(?:\\[[\\d:. ]+\\] )?(?:WARNING|Warning): ?(?<message>.*)'],
  },
  sources: [
    'https://learn.foundry.com/nuke/content/comp_environment/configuring_nuke/command_line_operations.html',
    'https://github.com/CGRU/cgru/blob/master/afanasy/python/parsers/nuke.py',
  ],
};
