import { expect, test } from 'vitest';
import { defaultFarmEdits } from '../../../../server/formats/config/default-farm-edit.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';

test.each([
  ['a value', 'version: 1\nfarm: local # here\nfarms: {}\n', 'version: 1\nfarm: cue # here\nfarms: {}\n'],
  ['a value in quotes', "farm: 'local'\n", "farm: 'cue'\n"],
  ['no value', 'farm: # none\nversion: 1\n', 'farm: cue # none\nversion: 1\n'],
  ['it is so already', 'farm: cue\n', 'farm: cue\n'],
  ['before the farms', 'version: 1\nfarms:\n  cue: {}\n', 'version: 1\nfarm: cue\nfarms:\n  cue: {}\n'],
  [
    'before the comment of the farms, in CRLF',
    'version: 1\r\n\r\n# 🎬 Farms\r\n# of ours\r\nfarms:\r\n  cue: {}\r\n',
    'version: 1\r\n\r\nfarm: cue\r\n# 🎬 Farms\r\n# of ours\r\nfarms:\r\n  cue: {}\r\n',
  ],
  ['at the end', 'version: 1\nextends: a # all\n# bye\n', 'version: 1\nextends: a # all\nfarm: cue\n# bye\n'],
  ['at an end without a line', 'version: 1\nextends: a', 'version: 1\nextends: a\nfarm: cue\n'],
  ['after a block', 'a: |\n  text\n', 'a: |\n  text\nfarm: cue\n'],
  ['in braces', '{ version: 1 }\n', '{ farm: cue, version: 1 }\n'],
  ['with an indent', '  version: 1\n', '  version: 1\n  farm: cue\n'],
  ['a BOM before it', '\uFEFFversion: 1\n', '\uFEFFversion: 1\nfarm: cue\n'],
])('%s', (_name, text, expected) => {
  const edits = defaultFarmEdits(parseYaml(text), 'cue');
  expect(edits && applyEdits(text, edits)).toBe(expected);
});

test.each(['', '# nothing\n', '- a\n', 'word\n'])('what is no configuration is left alone: %j', (text) => {
  expect(defaultFarmEdits(parseYaml(text), 'cue')).toBeUndefined();
});
