import type { Comp, ToolBody } from '../formats/comp/model.ts';
import { PerTool } from '../formats/comp/per-tool.ts';
import type { TextRange } from '../formats/text/range.ts';
import type { CompCheck, CompKind, Finding, Observation, SeverityOverrides, ToolCheck } from './check.ts';
import { COMP_CHECKS, TOOL_CHECKS } from './comp-checks.ts';
import { findingOf } from './finding.ts';

/** What a check saw, whoever wants to know of it. */
interface Observed {
  readonly check: Pick<ToolCheck, 'code' | 'defaultSeverity'>;
  readonly observation: Observation;
}

/** Runs the checks over the versions of one comp and keeps what it found in tools whose text stands. */
export class CompChecker {
  readonly #compChecks: readonly CompCheck[];
  readonly #perTool: Readonly<Record<CompKind, PerTool<Observed>>>;

  constructor(compChecks: readonly CompCheck[] = COMP_CHECKS, toolChecks: readonly ToolCheck[] = TOOL_CHECKS) {
    this.#compChecks = compChecks;
    const perTool = (kind: CompKind) =>
      new PerTool<Observed>((tool, text) => observe(toolChecks, tool, text, kind), shiftObserved);
    this.#perTool = { composition: perTool('composition'), setting: perTool('setting') };
  }

  /**
   * Everything that is wrong with a comp or setting, in no order. A severity in `overrides` holds for all findings of
   * its code; `off` leaves the check out. `undefined` comes where the work may pause.
   */
  *findings(comp: Comp, overrides: SeverityOverrides): Generator<Finding | undefined> {
    for (const check of this.#compChecks) {
      if (overrides[check.code] === 'off') continue;
      for (const observation of check.run(comp)) yield toFinding({ check, observation }, overrides);
      yield undefined;
    }
    for (const observed of this.#perTool[comp.kind].of(comp)) yield observed && toFinding(observed, overrides);
  }
}

/** Everything that is wrong with a comp or setting, in the order of its text; see `CompChecker`. */
export function checkComp(
  comp: Comp,
  overrides: SeverityOverrides = {},
  checker: CompChecker = new CompChecker(),
): readonly Finding[] {
  const findings = [...checker.findings(comp, overrides)].filter((finding) => finding !== undefined);
  return inTextOrder(findings);
}

/** Puts findings in the order of the text. */
export function inTextOrder(findings: Finding[]): readonly Finding[] {
  return findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function* observe(checks: readonly ToolCheck[], tool: ToolBody, text: string, kind: CompKind): Generator<Observed> {
  for (const check of checks) {
    if (check.ids !== undefined && !check.ids.has(tool.id)) continue;
    for (const observation of check.run(tool, text, kind)) yield { check, observation };
  }
}

function toFinding({ check, observation }: Observed, overrides: SeverityOverrides): Finding | undefined {
  const override = overrides[check.code];
  if (override === 'off') return undefined;
  return findingOf(check.code, override ?? observation.severity ?? check.defaultSeverity, observation);
}

function shiftObserved({ check, observation }: Observed, by: number): Observed {
  const move = (range: TextRange): TextRange => ({ start: range.start + by, end: range.end + by });
  const { related, fixes } = observation;
  return {
    check,
    observation: {
      ...observation,
      range: move(observation.range),
      ...(related && { related: related.map((place) => ({ ...place, range: move(place.range) })) }),
      ...(fixes && {
        fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: move(edit.range) })) })),
      }),
    },
  };
}
