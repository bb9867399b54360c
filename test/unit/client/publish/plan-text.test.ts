import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { planMarkdown } from '../../../../client/publish/plan-text.ts';
import { publishPlanSchema } from '../../../../server/protocol/publishes.ts';

vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  Uri: { file: (file: string) => pathToFileURL(file) },
}));

const root = path.resolve('/show');
const comp = path.join(root, 'SH (010)/a_b.comp');

const plan = publishPlanSchema.parse({
  ...{ kind: 'publish', project: root, comp, saver: '_FINAL', renderer: 'ffmpeg', state: 'OK', version: 4 },
  frames: { first: 1001, last: 1012 },
  target: path.join(root, '_published/004_OK'),
  files: [],
  warnings: [],
  writes: [
    { what: 'frames', file: path.join(root, 'x.1001.exr'), last: path.join(root, 'x.1012.exr'), count: 12 },
    { what: 'comp', file: path.join(root, 'a.comp'), count: 1, bytes: 2048 },
  ],
  folders: [path.join(root, '_published')],
  replaces: Array.from({ length: 22 }, (_, at) => ({ file: path.join(root, `old.${at}.exr`), kept: 'k' })),
  others: [{ version: 3, user: 'bob', machine: 'ws02', at: '2026' }],
  findings: [{ code: 'media-gaps', severity: 'warning', message: 'A [gap] <b>\nhere', line: 6, character: 0 }],
  refusals: ['jo may not publish here.'],
  estimatedBytes: 5_000_000,
  command: {
    program: '/usr/bin/r',
    args: ['-x', 'a b', '```'],
    workingFolder: root,
    frames: { first: 1001, last: 1005 },
    calls: 3,
  },
});

test('a plan is Markdown with links to what is there, and names are not taken for Markdown', () => {
  const text = planMarkdown(plan);
  expect(text).toContain('# Publish of a\\_b: version 004 OK');
  expect(text).toContain(
    `| Comp | [SH (010)/a\\_b.comp](${pathToFileURL(comp).href.replace('(', '%28').replace(')', '%29')}) |`,
  );
  expect(text).toContain('- `x.1001.exr` … x.1012.exr (12 frames)');
  expect(text).toContain('- `a.comp` (comp, 2 KiB)');
  expect(text).toContain('## Why it would be refused\n\n- jo may not publish here.');
  expect(text).toContain('- and 2 more');
  expect(text).toContain('Replaced, and kept until the next delivery');
  expect(text).toContain('version 003: bob on ws02 since 2026');
  expect(text).toMatch(/- warning, \[line 7\]\(file:.*#L7\): A \\\[gap\\\] \\<b\\> here \(media-gaps\)/);
  expect(text).toContain('````text\n/usr/bin/r\n  -x\n  a b\n  ```\n````');
  expect(text).not.toContain('undefined');
});

test('what a plan does not have is not told', () => {
  const text = planMarkdown({
    ...plan,
    findings: [],
    refusals: [],
    replaces: [],
    others: [],
    command: undefined,
    kind: 'preview',
  });
  expect(text.match(/^## .*/gm)).toEqual(['## Files', '## Folders that are made']);
  expect(text).toContain('# Preview of a\\_b');
});
