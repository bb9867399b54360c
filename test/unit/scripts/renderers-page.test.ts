import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderersPage } from '../../../scripts/renderers-page.ts';
import { parseConfig } from '../../../server/formats/config/parse-config.ts';
import { PLACEHOLDER_MEANINGS } from '../../../server/formats/config/placeholders.ts';
import { RENDERER_PRESETS } from '../../../server/formats/renderers/all-presets.ts';

it('docs/renderers.md says what the presets say (mend it with: node scripts/renderers-page.ts)', () => {
  const page = readFileSync(new URL('../../../docs/renderers.md', import.meta.url), 'utf8');
  expect(page).toBe(renderersPage());
});

it('names every placeholder and every preset', () => {
  const page = renderersPage();
  for (const name of Object.keys(PLACEHOLDER_MEANINGS)) expect(page).toContain(`| \`{${name}}\` |`);
  for (const { name } of RENDERER_PRESETS) expect(page).toContain(`### \`${name}\``);
});

it('its example is a configuration without faults', () => {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(renderersPage()) ?? [];
  expect(parseConfig(text).problems).toEqual([]);
});
