import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SeverityOverrides } from '../../../server/checks/check.ts';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { COMP_CHECKS, TOOL_CHECKS } from '../../../server/checks/comp-checks.ts';
import { FILE_CHECKS } from '../../../server/checks/file-findings.ts';
import { PROJECT_CHECKS } from '../../../server/checks/project-checks.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/diagnostics');
/** One code may have two checks: of tools and of the header. */
const CHECKS = [
  ...new Map(
    [...COMP_CHECKS, ...TOOL_CHECKS, ...PROJECT_CHECKS, ...FILE_CHECKS].map((check) => [check.code, check]),
  ).values(),
];
/** What a text alone cannot show. */
const NOT_IN_TEXTS: ReadonlySet<string> = new Set([...PROJECT_CHECKS, ...FILE_CHECKS].map(({ code }) => code));
/** What the command line says of files before anything is checked in them. */
const UNREADABLE = ['config-invalid', 'config-unreadable', 'file-unreadable'];
const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');

test('there is a page for every code, and no other page', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual([...CHECKS.map(({ code }) => code), ...UNREADABLE].map((code) => `${code}.md`).sort());
  for (const code of UNREADABLE) expect(index).toContain(`[\`${code}\`](${code}.md)`);
});

describe.each(CHECKS)('$code', ({ code, defaultSeverity }) => {
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

  test('its examples trip it, and its mended examples do not', () => {
    const examples = [...page.matchAll(/```lua (wrong|right)\n([\s\S]*?)```/g)];
    for (const [, kind, text] of examples) {
      const asked: SeverityOverrides = defaultSeverity === 'off' ? { [code]: 'warning' } : {};
      const codes = checkComp(parseComp(text ?? ''), asked).map((finding) => finding.code);
      expect(codes.includes(code)).toBe(kind === 'wrong');
      if (kind === 'right') expect(codes).toEqual([]);
    }
    if (!NOT_IN_TEXTS.has(code)) expect(new Set(examples.map(([, kind]) => kind))).toEqual(new Set(['wrong', 'right']));
  });
});
