import type { Comp, ToolBody } from '../formats/comp/model.ts';
import { PerTool } from '../formats/comp/per-tool.ts';
import { type Move, shiftRange } from '../formats/text/range.ts';
import type { CompCheck, CompKind, Finding, Observation, SeverityOverrides, ToolCheck } from './check.ts';
import { COMP_CHECKS, TOOL_CHECKS } from './comp-checks.ts';
import { CompFactReader } from './comp-facts.ts';
import { type CheckName, inTextOrder, reported, severityOf } from './finding.ts';

/** What a check saw, whoever wants to know of it. */
interface Observed {
  readonly check: CheckName;
  readonly observation: Observation;
}

/** Runs the checks over the versions of one comp and keeps what it found in tools whose text stands. */
export class CompChecker {
  readonly #compChecks: readonly CompCheck[];
  readonly #perTool: Readonly<Record<CompKind, PerTool<Observed>>>;
  readonly #facts = new CompFactReader();
  /** By check: the wiring in which it found nothing. */
  readonly #quiet = new Map<CompCheck, object>();

  constructor(compChecks: readonly CompCheck[] = COMP_CHECKS, toolChecks: readonly ToolCheck[] = TOOL_CHECKS) {
    this.#compChecks = compChecks;
    const checks = new ChecksById(toolChecks);
    const perTool = (kind: CompKind) =>
      new PerTool<Observed>(
        (tool, text) => observed(checks.of(tool.id), tool, text, kind),
        shiftObserved,
        (tool) => checks.of(tool.id).some((check) => isConcerned(check, tool)),
      );
    this.#perTool = { composition: perTool('composition'), setting: perTool('setting') };
  }

  /**
   * Everything that is wrong with a comp or setting, in no order. A severity in `overrides` holds for all findings of
   * its code; `off` leaves the check out. `undefined` comes where the work may pause.
   */
  *findings(comp: Comp, overrides: SeverityOverrides): Generator<Finding | undefined> {
    const facts = this.#facts.of(comp);
    yield* facts.prepare();
    for (const check of this.#compChecks) {
      if (severityOf(check, overrides) === 'off') continue;
      if (check.reads === 'wiring' && this.#quiet.get(check) === comp.wiring) continue;
      let isQuiet = true;
      for (const observation of check.run(comp, facts)) {
        if (observation !== undefined) isQuiet = false;
        yield observation && reported(check, observation, overrides);
      }
      if (isQuiet) this.#quiet.set(check, comp.wiring);
      yield undefined;
    }
    for (const observed of this.#perTool[comp.kind].of(comp))
      yield observed && reported(observed.check, observed.observation, overrides);
  }
}

/** Everything that is wrong with a comp or setting, in the order of its text; see `CompChecker`. */
export function checkComp(
  comp: Comp,
  overrides: SeverityOverrides = {},
  checker: CompChecker = new CompChecker(),
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const finding of checker.findings(comp, overrides)) if (finding !== undefined) findings.push(finding);
  return inTextOrder(findings);
}

/** The checks that look at tools of an id. */
class ChecksById {
  readonly #checks: readonly ToolCheck[];
  readonly #byId = new Map<string, readonly ToolCheck[]>();

  constructor(checks: readonly ToolCheck[]) {
    this.#checks = checks;
  }

  of(id: string): readonly ToolCheck[] {
    let checks = this.#byId.get(id);
    if (checks === undefined) {
      checks = this.#checks.filter(({ ids }) => ids === undefined || ids.has(id));
      this.#byId.set(id, checks);
    }
    return checks;
  }
}

function isConcerned(check: ToolCheck, tool: ToolBody): boolean {
  return check.concerns?.(tool) ?? true;
}

function observed(checks: readonly ToolCheck[], tool: ToolBody, text: string, kind: CompKind): readonly Observed[] {
  const found: Observed[] = [];
  for (const check of checks) {
    if (!isConcerned(check, tool)) continue;
    for (const observation of check.run(tool, text, kind)) found.push({ check, observation });
  }
  return found;
}

function shiftObserved({ check, observation }: Observed, move: Move): Observed {
  const { related, fixes } = observation;
  return {
    check,
    observation: {
      ...observation,
      range: shiftRange(observation.range, move),
      ...(related && { related: related.map((place) => ({ ...place, range: shiftRange(place.range, move) })) }),
      ...(fixes && {
        fixes: fixes.map((fix) => ({
          ...fix,
          edits: fix.edits.map((edit) => ({ ...edit, range: shiftRange(edit.range, move) })),
        })),
      }),
    },
  };
}
