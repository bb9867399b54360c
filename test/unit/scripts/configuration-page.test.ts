import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configurationPage } from '../../../scripts/configuration-page.ts';
import { readConfigText } from '../../../server/formats/config/config-text.ts';
import { parseConfig, readConfig } from '../../../server/formats/config/parse-config.ts';
import { readStack } from '../../../server/project/read-stack.ts';

it('docs/configuration.md says what the schema says (mend it with: node scripts/configuration-page.ts)', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toBe(configurationPage());
});

it('describes every key', () => {
  const page = configurationPage();
  for (const key of [
    'renderers.<name>.args',
    'steps.<name>.chunkSize',
    'project.id',
    'checks',
    'renderers.<name>.preset',
  ]) {
    expect(page).toContain(key);
  }
  expect(page).not.toMatch(/\| {2}\|/);
});

const examples = [...configurationPage().matchAll(/```yaml\n(?:# (\S+)\n)?([\s\S]*?)```/g)].map(
  ([, file, text = '']) => ({
    file,
    text,
  }),
);

it('its example of extends says what it says it does', async () => {
  const files = new Map(examples.map(({ file, text }) => [file, text]));
  const own = '/shows/demo/compline.yaml';
  const stack = await readStack(
    { file: own, text: readConfigText(files.get(own) ?? '') },
    async (file) => ({ kind: 'text', text: files.get(file) ?? '' }),
    true,
  );
  const { config, problems } = readConfig(stack);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({ frameRate: 25, renderers: { fusion: { timeout: 7200, args: expect.any(Array) } } });
});

it.each(examples.filter(({ file }) => file === undefined))('an example is sound: $text', ({ text }) => {
  expect(parseConfig(`version: 1\nproject: { id: DEMO }\n${text}`).problems).toEqual([]);
});
