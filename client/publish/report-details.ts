import type { Publish } from '../../server/protocol/publishes.ts';
import type { SceneFinding } from '../../server/protocol/scenes.ts';

/** Something that is wrong with a comp: its line from 1. */
export interface ReportFinding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly line: number;
}

/** What is told of a publish beside how it ended. */
export interface ReportDetails {
  readonly findings: readonly ReportFinding[];
  /** Findings that are not told. */
  readonly moreFindings: number;
  readonly frames: NonNullable<Publish['problems']>;
  /** Problems of frames that are not told. */
  readonly moreFrames: number;
}

/** What a publish tells; of one whose findings are not known (an older core began it), what is `known` of its comp now. */
export function reportDetails(publish: Publish, known: readonly SceneFinding[]): ReportDetails {
  const { findings, moreFindings = 0, problems = [], moreProblems = 0 } = publish;
  const now = known.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return {
    findings: findings?.map((it) => ({ ...it, line: it.line + 1 })) ?? now,
    moreFindings,
    frames: problems,
    moreFrames: moreProblems,
  };
}
