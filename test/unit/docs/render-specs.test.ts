import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { renderSpecTable, withTable } from '../../../scripts/render-spec-table.ts';
import { findingsIn } from '../checks/render-spec/spec-case.ts';

const page = readFileSync(at('docs', 'render-specs.md'), 'utf8');

test('docs/render-specs.md says what the schema says (mend it with: node scripts/render-spec-table.ts)', () => {
  expect(page).toContain(renderSpecTable());
  expect(withTable(page)).toBe(page);
});

test('every key is described', () => {
  const table = renderSpecTable();
  for (const key of [
    'fusion.final.export_dest',
    'fusion.preview.properties',
    'naming.final_suffix',
    'ramsesPublishOptions.backupFile',
  ]) {
    expect(table).toContain(`| \`${key}\` |`);
  }
  expect(table).not.toMatch(/\| {2}\|/);
});

test('the spec of the page is sound', () => {
  const [spec = ''] = [...page.matchAll(/```yaml\n(fusion:[\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(spec).not.toBe('');
  expect(findingsIn(spec)).toEqual([]);
});
