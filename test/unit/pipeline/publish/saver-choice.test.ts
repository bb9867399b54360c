import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { chooseSaver } from '../../../../server/pipeline/publish/saver-choice.ts';

const saver = (name: string, more = '') => `${name} = Saver { ${more} },`;
const comp = (...tools: readonly string[]) => parseComp(`Composition { Tools = { ${tools.join('\n')} } }`);

test.each<[string, readonly string[], string]>([
  ['the anchor', [saver('A'), saver('_FINAL')], '_FINAL'],
  ['the only one that is on', [saver('A'), saver('B', 'PassThrough = true,')], 'A'],
])('%s is published', (_, tools, name) => {
  expect(chooseSaver(comp(...tools), 'publish', undefined, '/a.comp').name).toBe(name);
});

test.each<[string, readonly string[], string, RegExp]>([
  ['no Saver', [], 'The comp has no Saver.', /^Add a Saver named _FINAL/],
  [
    "Resolve's MediaOut alone",
    [saver('MediaOut1', 'Inputs = { Index = Input { Value = "0" } },')],
    'The comp has no Saver.',
    /MediaOut/,
  ],
  [
    'all passed through',
    [saver('A', 'PassThrough = true,')],
    'Every Saver of the comp is passed through.',
    /switch on/,
  ],
  ['two', [saver('A'), saver('B')], 'The comp has 2 enabled Savers: A, B.', /Say which/],
])('a comp with %s is refused, and what to do is said', (_, tools, message, nextStep) => {
  expect(() => chooseSaver(comp(...tools), 'publish', undefined, '/a.comp')).toThrow(
    expect.objectContaining({ message, nextStep: expect.stringMatching(nextStep) }),
  );
});
