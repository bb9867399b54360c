import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configurationPage } from '../../../scripts/configuration-page.ts';

it('docs/configuration.md says what the schema says (mend it with: node scripts/configuration-page.ts)', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toBe(configurationPage());
});

it('describes every key, placeholders too', () => {
  const page = configurationPage();
  for (const key of ['renderers.<name>.args', 'steps.<name>.chunkSize', 'project.id', 'checks', '{mediaFirst}']) {
    expect(page).toContain(key);
  }
  expect(page).not.toMatch(/\| {2}\|/);
});
