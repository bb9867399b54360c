import { numberIn, stringIn } from '../json/json-tree.ts';
import { cellAt, type Sheet } from './csv/sheet.ts';
import { LONGEST_PROMPT, videoModel } from './models.ts';
import type { ProjectItem } from './project.ts';
import { fillPrompt } from './prompt.ts';

/** One video that a shot stands for. */
export interface ExpandedShot {
  /** The shot in the project, counted from 0. */
  readonly shot: number;
  /** The row of the table, counted from 0; absent for a shot that no table fills. */
  readonly row: number | undefined;
  readonly id: string | undefined;
  readonly model: string | undefined;
  /** In pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** In seconds. */
  readonly duration: number | undefined;
  readonly prompt: string;
  readonly problems: readonly ExpansionProblem[];
}

/** Why a video is not what its shot says. */
export type ExpansionProblem =
  | { readonly kind: 'no-table' }
  | { readonly kind: 'no-rows' }
  | { readonly kind: 'no-column'; readonly name: string }
  | { readonly kind: 'empty-cell'; readonly name: string }
  | { readonly kind: 'empty-prompt' }
  | { readonly kind: 'prompt-too-long'; readonly characters: number; readonly most: number }
  | { readonly kind: 'lone-brace' };

/** A shot and the table that fills it; absent where there is none that can be read. */
export interface ShotWithSheet {
  readonly shot: ProjectItem;
  readonly sheet: Sheet | undefined;
}

/**
 * The videos that shots stand for, one by one. A shot whose prompt has placeholders stands for one video for each row of
 * its table, in the order of the rows; any other shot for one. A shot that has placeholders and no rows to fill them is
 * given once, as it is written, with the problem named.
 */
export function* expandShots(shots: Iterable<ShotWithSheet>): Generator<ExpandedShot> {
  for (const { shot, sheet } of shots) {
    const names = placeholderNames(shot);
    if (names.length === 0) yield expanded(shot, undefined, undefined, []);
    else if (sheet === undefined) yield expanded(shot, undefined, undefined, [{ kind: 'no-table' }]);
    else if (sheet.rows.length === 0) yield expanded(shot, undefined, undefined, [{ kind: 'no-rows' }]);
    else for (const row of sheet.rows.keys()) yield expanded(shot, sheet, row, problemsOf(names, sheet, row));
  }
}

/** How many videos shots stand for. */
export function countExpanded(shots: Iterable<ShotWithSheet>): number {
  let count = 0;
  for (const { shot, sheet } of shots)
    count += placeholderNames(shot).length === 0 ? 1 : Math.max(1, sheet?.rows.length ?? 0);
  return count;
}

/** The names in the prompt of a shot, each once. */
export function placeholderNames({ prompt }: ProjectItem): readonly string[] {
  return [...new Set((prompt?.placeholders ?? []).map(({ name }) => name))];
}

function problemsOf(names: readonly string[], sheet: Sheet, row: number): readonly ExpansionProblem[] {
  return names.flatMap((name): readonly ExpansionProblem[] => {
    const value = cellAt(sheet, name, row);
    if (value === undefined) return [{ kind: 'no-column', name }];
    return value === '' ? [{ kind: 'empty-cell', name }] : [];
  });
}

function expanded(
  shot: ProjectItem,
  sheet: Sheet | undefined,
  row: number | undefined,
  known: readonly ExpansionProblem[],
): ExpandedShot {
  const { part, prompt, index, id } = shot;
  const fill = (name: string): string | undefined =>
    sheet === undefined || row === undefined ? undefined : cellAt(sheet, name, row);
  const text = prompt === undefined ? '' : fillPrompt(prompt, fill);
  const model = stringIn(part, 'model');
  const most = videoModel(model)?.longestPrompt ?? LONGEST_PROMPT;
  const characters = characterCount(text);
  const problems = [...known];
  if (text.trim() === '') problems.push({ kind: 'empty-prompt' });
  if (characters > most) problems.push({ kind: 'prompt-too-long', characters, most });
  if ((prompt?.faults.length ?? 0) > 0) problems.push({ kind: 'lone-brace' });
  return {
    shot: index,
    row,
    id,
    model,
    width: numberIn(part, 'width'),
    height: numberIn(part, 'height'),
    duration: numberIn(part, 'duration_s'),
    prompt: text,
    problems,
  };
}

/** The characters of a text as Python and the provider count them: an emoji is one. */
export function characterCount(text: string): number {
  let count = text.length;
  for (let at = 0; at + 1 < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) count -= 1;
  }
  return count;
}
