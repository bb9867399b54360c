import { expect, test } from 'vitest';
import { ConfigStack } from '../../../../server/formats/config/config-stack.ts';
import { readConfigText } from '../../../../server/formats/config/config-text.ts';
import { CONFIG_FORMAT, type ConfigFormat, migrate, versionOf } from '../../../../server/formats/config/migrations.ts';
import { configFaults } from '../../../../server/formats/config/rules/config-rules.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { pairAt } from '../../../../server/formats/yaml/yaml-places.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';

/** A format in which version 0 called `frameRate` `fps`, and version -1 called that `rate`. */
const rename = (from: number, before: string, after: string) => ({
  from,
  edits: (yaml: ReturnType<typeof parseYaml>) => {
    const pair = pairAt(yaml, [before]);
    return pair === undefined ? [] : [{ range: pair.key.range, newText: after }];
  },
});
const FORMAT: ConfigFormat = { version: 1, migrations: [rename(0, 'fps', 'frameRate'), rename(-1, 'rate', 'fps')] };

test.each([
  ['version: 0 # old\nfps: 24 # film\n', 'version: 1 # old\nframeRate: 24 # film\n'],
  ['{ rate: 24, version: -1 }', '{ frameRate: 24, version: 1 }'],
  ['version: 0\r\n', 'version: 1\r\n'],
  ['version: 1\nfps: 24\n', undefined],
  ['version: 2\n', undefined],
  ['version: -2\n', undefined],
  ['version: 0.5\n', undefined],
  ['fps: 24\n', undefined],
  ['', undefined],
])('%j', (before, after) => {
  expect(migrate(parseYaml(before), FORMAT)).toBe(after);
});

test('an older version is used as the present one, and the fix writes it so', () => {
  const before = '# Show\nversion: 0\nproject: { id: A }\nfps: 24\n';
  const own = { file: undefined, text: readConfigText(before, FORMAT) };
  const stack = new ConfigStack(own, { isWhole: true });
  expect(stack.value).toMatchObject({ version: 1, frameRate: 24 });
  const [fault, ...more] = configFaults(stack);
  expect(more).toEqual([]);
  expect(fault).toMatchObject({ code: 'config-version', severity: 'warning' });
  const [fix] = fault?.fixes ?? [];
  expect(fix?.title).toBe('Migrate to version 1');
  const after = applyEdits(before, fix?.edits ?? []);
  expect(after).toBe('# Show\nversion: 1\nproject: { id: A }\nframeRate: 24\n');
  expect(versionOf(parseYaml(after))).toBe(1);
});

test('the migrations lead to the present version without a gap', () => {
  const froms = CONFIG_FORMAT.migrations.map(({ from }) => from).sort((a, b) => a - b);
  expect(froms).toEqual(froms.map((_, index) => CONFIG_FORMAT.version - froms.length + index));
});

test.each([
  ['project: { id: A }\n', 'version: 1\nproject: { id: A }\n'],
  ['# Show\r\nproject: { id: A }\r\n', '# Show\r\nversion: 1\r\nproject: { id: A }\r\n'],
  ['{ project: { id: A } }', '{ version: 1, project: { id: A } }'],
  ["version: '1'\nproject: { id: A }\n", 'version: 1\nproject: { id: A }\n'],
])('what says no version is given one: %j', (before, after) => {
  const [fault] = configFaults(ConfigStack.alone(before, true)).filter(({ code }) => code === 'config-version');
  expect(applyEdits(before, fault?.fixes[0]?.edits ?? [])).toBe(after);
  expect(configFaults(ConfigStack.alone(after, true))).toEqual([]);
});
