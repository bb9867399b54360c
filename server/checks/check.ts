import type { Comp, ToolBody } from '../formats/comp/model.ts';
import type { TextEdit, TextRange } from '../formats/text/range.ts';
import type { CompFacts } from './comp-facts.ts';

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
  /** What the words are that the range covers: without use, or no longer to be used. */
  readonly tag?: 'unused' | 'deprecated';
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

/** The severity of a check where nobody sets one; `off` for a rule that a project has to ask for. */
export type DefaultSeverity = Severity | 'off';

/** A rule about how the parts of a comp or setting go together: one file under `checks/comp`, one line in the registry. */
export interface CompCheck {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** `wiring`: `comp.wiring` alone decides what it finds, so that a keystroke inside of a tool need not run it again. */
  readonly reads?: 'wiring';
  /**
   * Finds every violation in one pass over the model; the work grows no faster than the comp. It is run after every
   * keystroke, on comps of 25 000 tools: it reads names, ids, references and states, and `table`, `entry` or values
   * only of tools that it has already found to be wrong. What several checks ask for is in `facts`.
   * `undefined` comes where the work may pause.
   */
  run(comp: Comp, facts: CompFacts): Iterable<Observation | undefined>;
}

/**
 * A rule about one tool that its own text decides: one file under `checks/comp`, one line in the registry. What it finds
 * is kept until the text of the tool changes.
 */
export interface ToolCheck {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** The registry ids of the tools that it looks at; absent where it looks at every tool. */
  readonly ids?: ReadonlySet<string>;
  /**
   * Whether it is worth while to look into a tool: it reads traits, names and references alone. Absent where every tool
   * is, of these ids.
   */
  concerns?(tool: ToolBody): boolean;
  /**
   * Finds every violation in one tool. All offsets, of `tool` and of what is found, are those of `text`, which holds
   * the whole lines of the tool and may hold nothing else. Tools inside of this one are asked on their own.
   */
  run(tool: ToolBody, text: string, comp: CompKind): Iterable<Observation>;
}

/** What a rule about one tool knows of the file around it. */
export type CompKind = Comp['kind'];

/** Severities set by a user, by code; a code that is absent keeps its default. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;
