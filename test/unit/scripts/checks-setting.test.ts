import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checksSetting, withChecks } from '../../../scripts/checks-setting.ts';
import { at } from '../../../scripts/lib/paths.mjs';
import { CHECK_CODES } from '../../../server/formats/config/check-codes.ts';

const readJson = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));

it('the setting compline.checks has every check and no other (mend it with: node scripts/checks-setting.ts)', () => {
  const [checks] = readJson('package.json').contributes.configuration;
  expect(checks.properties['compline.checks'].properties).toEqual(checksSetting());
  expect(Object.keys(checksSetting())).toEqual(CHECK_CODES);
});

it('each check is described in the words of its title, and nothing else is', () => {
  const texts = readJson('package.nls.json');
  expect(Object.entries(texts)).toEqual(Object.entries(withChecks(texts)));
  expect(texts['check.no-saver']).toBe('A composition has no Saver. Default: off.');
});

it('texts of checks that are gone go, and the others stay where they are', () => {
  const texts = withChecks({ a: 'A', 'check.gone': 'Gone.', 'settings.checks.description': 'Checks.', z: 'Z' });
  const keys = Object.keys(texts);
  expect(keys.slice(0, 3)).toEqual(['a', 'settings.checks.description', `check.${CHECK_CODES[0]}`]);
  expect(keys.at(-1)).toBe('z');
  expect(keys).not.toContain('check.gone');
});
