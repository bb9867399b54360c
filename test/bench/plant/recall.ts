import type { SeverityOverrides } from '../../../server/checks/check.ts';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { PLANTERS } from './planters.ts';

/** How many of the faults of one kind were found. */
export interface Recall {
  readonly code: string;
  readonly fault: string;
  readonly planted: number;
  readonly found: number;
  /** Errors and warnings of other codes that the fault brought up besides. */
  readonly besides: number;
  /** Names of texts whose fault was not found. */
  readonly missed: readonly string[];
}

/** A text without the faults that are to be planted. */
export interface CleanText {
  readonly name: string;
  readonly text: string;
}

/** Plants every fault in every text, at `picks` places of each, and counts what is found. */
export function measureRecall(texts: readonly CleanText[], picks: number): readonly Recall[] {
  return Object.entries(PLANTERS).flatMap(([code, faults]) =>
    Object.keys(faults).map((fault) => recallOf(code, fault, texts, picks)),
  );
}

function recallOf(code: string, fault: string, texts: readonly CleanText[], picks: number): Recall {
  let planted = 0;
  let besides = 0;
  const missed: string[] = [];
  for (const { name, text } of texts) {
    const before = count(text, code);
    for (let pick = 0; pick < picks; pick += 1) {
      const broken = PLANTERS[code]?.[fault]?.(parseComp(text), pick);
      if (broken === undefined || broken === text) continue;
      planted += 1;
      const after = count(broken, code);
      if (after.ofCode <= before.ofCode) missed.push(name);
      besides += Math.max(0, after.others - before.others);
    }
  }
  return { code, fault, planted, found: planted - missed.length, besides, missed };
}

/** Findings of a code, whatever its default severity, and errors and warnings of others. */
function count(text: string, code: string): { readonly ofCode: number; readonly others: number } {
  const switchedOn: SeverityOverrides = { [code]: 'warning' };
  const findings = checkComp(parseComp(text), switchedOn);
  const ofCode = findings.filter((finding) => finding.code === code).length;
  const matter = findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return { ofCode, others: matter - ofCode };
}
