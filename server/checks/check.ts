import type { Comp } from '../formats/comp/model.ts';
import type { TextEdit, TextRange } from '../formats/text/range.ts';

/** How much a finding matters. `off` in a configuration switches its check off. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One thing that is wrong, in one place. */
export interface Finding {
  /** Stable and public: names the documentation page `docs/diagnostics/<code>.md` and the setting of its severity. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: TextRange;
  /** Other places that explain this one. */
  readonly related?: readonly { readonly message: string; readonly range: TextRange }[];
  /** Repairs, the best first. */
  readonly fixes?: readonly Fix[];
}

/** A repair: edits of the text the finding was made in, to be applied together. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True for the one repair that is safe to apply without asking. */
  readonly preferred?: boolean;
}

/** A finding before its code and severity are known: what a check's `run` returns. */
export type Observation = Omit<Finding, 'code' | 'severity'> & { readonly severity?: Severity };

/** A rule about one comp or setting: one file under `checks/comp`, one line in the registry. */
export interface CompCheck {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: Severity;
  /** Finds every violation in one pass over the model; the work grows no faster than the comp. */
  run(comp: Comp): Iterable<Observation>;
}

/** Severities set by a user, by code; a code that is absent keeps its default. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;
