import type { FrameProblem } from '../../protocol/frame-problems.ts';
import { MOST_TOLD, type PlacedFinding, type Publish } from '../../protocol/publishes.ts';

/** Findings as a publish tells them: so many, and how many more there are; nothing where there are none. */
export function toldFindings(findings: readonly PlacedFinding[]): Pick<Publish, 'findings' | 'moreFindings'> {
  const [told, more] = firstOf(findings);
  return { ...(told.length > 0 && { findings: told }), ...(more > 0 && { moreFindings: more }) };
}

/** Problems of files likewise; errors come before what only stands out, so that these are told in any case. */
export function toldProblems(problems: readonly FrameProblem[]): Pick<Publish, 'problems' | 'moreProblems'> {
  const inOrder = [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity !== 'error'),
  ];
  const [told, more] = firstOf(inOrder);
  return { ...(told.length > 0 && { problems: told }), ...(more > 0 && { moreProblems: more }) };
}

function firstOf<Item>(items: readonly Item[]): [told: Item[], more: number] {
  return [items.slice(0, MOST_TOLD), Math.max(0, items.length - MOST_TOLD)];
}
