import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALL_CHECKS } from '../../../server/checks/all-checks.ts';
import type { SeverityOverrides } from '../../../server/checks/check.ts';
import { FILE_KINDS } from '../../../server/checks/file-kinds.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/diagnostics');
/** What the command line says of files before anything is checked in them. */
const UNREADABLE = ['config-unreadable', 'file-unreadable'];
const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');

test('there is a page for every code, and no other page', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(
    [...ALL_CHECKS.map(({ code }) => code), ...UNREADABLE].map((code) => `${code}.md`).sort(),
  );
  for (const code of UNREADABLE) expect(index).toContain(`[\`${code}\`](${code}.md)`);
});

/** What the checks of a language find in a text. */
async function codesIn(languageId: string, text: string, overrides: SeverityOverrides): Promise<string[]> {
  const file = await FILE_KINDS.find((kind) => kind.languageId === languageId)?.read(text);
  return [...(file?.findings(overrides) ?? [])].flatMap((finding) => finding?.code ?? []);
}

describe.each(ALL_CHECKS)('$code', ({ code, defaultSeverity, languageId, decidedBy }) => {
  const page = readFileSync(join(FOLDER, `${code}.md`), 'utf8');

  test('its page has every part, and the index names it with its severity', () => {
    expect(page).toMatch(new RegExp(`^# \`${code}\`\\n`));
    for (const heading of [
      '## What it means',
      '## Why it matters',
      '## Example',
      '## How to mend it',
      '## How to change its severity',
    ]) {
      expect(page).toContain(heading);
    }
    expect(index).toMatch(new RegExp(`\\[\`${code}\`\\]\\(${code}\\.md\\) \\| ${defaultSeverity}`));
  });

  test('its examples trip it, and its mended examples do not', async () => {
    const examples = [...page.matchAll(/```\S+ (wrong|right)\n([\s\S]*?)```/g)];
    for (const [, kind, text] of examples) {
      const asked: SeverityOverrides = defaultSeverity === 'off' ? { [code]: 'warning' } : {};
      const codes = await codesIn(languageId, text ?? '', asked);
      expect(codes.includes(code)).toBe(kind === 'wrong');
      if (kind === 'right') expect(codes).toEqual([]);
    }
    if (decidedBy === 'text') expect(new Set(examples.map(([, kind]) => kind))).toEqual(new Set(['wrong', 'right']));
  });
});
