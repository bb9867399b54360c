import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { MODEL_SOURCES, MODELS_AS_OF, sizeText, VIDEO_MODELS } from '../../../server/formats/sora/models.ts';
import { keysOf, SHOT_STATUSES } from '../../../server/formats/sora/schema.ts';

const page = readFileSync(at('docs', 'sora-projects.md'), 'utf8');

test('the guide has the table of models, its day and its sources', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `sora-'));
  expect(rows).toEqual(
    VIDEO_MODELS.map(({ id, name, provider, retires, sizes, durations, longestPrompt }) => {
      const size = sizes.map(sizeText).join(', ');
      const prompt = `1 to ${longestPrompt} characters`;
      return `| \`${id}\` | ${name} | ${provider} | ${retires} | ${size} | ${durations.join(', ')} | ${prompt} |`;
    }),
  );
  expect(page).toContain(`as of ${MODELS_AS_OF}`);
  for (const source of MODEL_SOURCES) expect(page).toContain(`- ${source}\n`);
});

test('the guide names every key and every status', () => {
  const names = (['project', 'shot', 'template'] as const).flatMap((kind) => keysOf(kind).map(({ name }) => name));
  for (const name of [...names, ...SHOT_STATUSES.map(([status]) => status)]) expect(page).toContain(`\`${name}\``);
});
