import { describe, expect, test } from 'vitest';
import { readSheet } from '../../../../server/formats/sora/csv/read-sheet.ts';
import { characterCount, countExpanded, expandShots } from '../../../../server/formats/sora/expand-shots.ts';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';

const project = (...prompts: readonly string[]) =>
  parseProject(JSON.stringify({ schema: 1, shots: prompts.map((prompt) => ({ id: 'a', model: 'sora-2', prompt })) }));
const sheet = (csv: string) => readSheet(new TextEncoder().encode(csv));

function expand(csv: string | undefined, ...prompts: readonly string[]) {
  const shots = project(...prompts).shots.map((shot) => ({ shot, sheet: csv === undefined ? undefined : sheet(csv) }));
  const videos = [...expandShots(shots)];
  expect(countExpanded(shots)).toBe(videos.length);
  return videos.map(({ shot, row, prompt, problems }) => [shot, row, prompt, problems.map(({ kind }) => kind).join()]);
}

describe('a shot with placeholders stands for one video for each row, another one for itself', () => {
  test.each<[name: string, csv: string | undefined, prompts: readonly string[], videos: readonly unknown[]]>([
    ['no placeholders', 'a\n1\n2\n', ['x'], [[0, undefined, 'x', '']]],
    [
      'rows in their order, shots in theirs',
      'a,b\n1,2\n3,4\n',
      ['{a}', 'x', '{b}{a}'],
      [
        [0, 0, '1', ''],
        [0, 1, '3', ''],
        [1, undefined, 'x', ''],
        [2, 0, '21', ''],
        [2, 1, '43', ''],
      ],
    ],
    ['no table', undefined, ['{a}'], [[0, undefined, '{a}', 'no-table']]],
    ['a table without rows', 'a\n', ['{a}'], [[0, undefined, '{a}', 'no-rows']]],
    ['no column', 'b\n1\n', ['{a}'], [[0, 0, '{a}', 'no-column']]],
    ['an empty cell', 'a,b\n,1\n', ['{a}'], [[0, 0, '', 'empty-cell,empty-prompt']]],
    ['a lone brace', 'a\n1\n', ['{a} {'], [[0, 0, '1 {', 'lone-brace']]],
    ['braces that are meant', 'a\n1\n', ['{{a}} {a}'], [[0, 0, '{a} 1', '']]],
  ])('%s', (_name, csv, prompts, videos) => {
    expect(expand(csv, ...prompts)).toEqual(videos);
  });

  test('a prompt may become too long', () => {
    const long = sheet(`a\n${'x'.repeat(20_000)}\n`);
    const [video] = [...expandShots(project('{a}{a}').shots.map((shot) => ({ shot, sheet: long })))];
    expect(video?.problems).toEqual([{ kind: 'prompt-too-long', characters: 40_000, most: 32_000 }]);
  });

  test('the first of very many come without the others', () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => row).join('\n');
    const shots = project('{a}').shots.map((shot) => ({ shot, sheet: sheet(`a\n${rows}\n`) }));
    expect([...expandShots(shots).take(2)].map(({ prompt }) => prompt)).toEqual(['0', '1']);
    expect(countExpanded(shots)).toBe(20_000);
  });
});

test.each([
  ['', 0],
  ['abc', 3],
  ['😀a', 2],
  ['\ud83d', 1],
])('%j has %i characters', (text, count) => {
  expect(characterCount(text)).toBe(count);
});
