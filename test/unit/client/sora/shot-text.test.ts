import { expect, test, vi } from 'vitest';
import type { ShotExpansion, Video } from '../../../../client/sora/shot-expansion.ts';
import { shotText } from '../../../../client/sora/shot-text.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const VIDEO: Video = {
  shot: 0,
  row: 1,
  id: 'a',
  model: 'sora-2',
  width: 1280,
  height: 720,
  duration: 8,
  prompt: 'A fox.\nAt night.',
  problems: [],
};

const expansion = (videos: readonly Video[], total: number, tableFaults: readonly string[] = []): ShotExpansion => ({
  videos: [...videos],
  total,
  tableFaults: [...tableFaults],
});

test('each video has its shot, its row, its facts and its prompt', () => {
  expect(shotText('t.sorastudio', expansion([VIDEO], 3))).toBe(
    't.sorastudio: the first 1 of 3 videos\n\n1. shot 1, row 2, sora-2, 1280x720, 8 s\n   A fox.\n   At night.\n',
  );
});

test('what is missing is left out, and what is wrong is named', () => {
  const video: Video = {
    shot: 2,
    prompt: '{a}',
    problems: [
      { kind: 'no-table' },
      { kind: 'no-rows' },
      { kind: 'no-column', name: 'a' },
      { kind: 'empty-cell', name: 'b' },
      { kind: 'empty-prompt' },
      { kind: 'prompt-too-long', characters: 9, most: 5 },
      { kind: 'lone-brace' },
    ],
  };
  expect(shotText('t.sorastudio', expansion([video], 1, ['There is no t.csv.']))).toBe(
    `t.sorastudio: 1 video
! There is no t.csv.

1. shot 3
   {a}
   ! No table fills the placeholders.
   ! The table has no rows.
   ! The table has no column “a”.
   ! The row has nothing in “b”.
   ! The prompt is empty.
   ! The prompt has 9 characters; 5 may be sent.
   ! A brace stands alone and is sent as it is.
`,
  );
});

test('a project without shots says so', () => {
  expect(shotText('t.sorastudio', expansion([], 0))).toBe('t.sorastudio has no shots.\n');
});
