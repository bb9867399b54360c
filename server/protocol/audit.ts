import * as z from 'zod';

/** One event of a project's audit trail. */
export const auditEntrySchema = z.object({
  /** ISO 8601 in UTC, by the clock of the machine that wrote it. */
  at: z.string(),
  user: z.string(),
  machine: z.string(),
  event: z.string(),
  id: z.string().optional(),
  /** The comp that it is about; relative to the project's root, with forward slashes. */
  comp: z.string().optional(),
  /** The step that it is about, by the name of its folder. */
  step: z.string().optional(),
  /** The name of the audit file, and the line in it, counted from 1. */
  file: z.string(),
  line: z.int(),
  /** What else the event tells, by the keys of its line. */
  facts: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

/** Which events are wanted: those that fit everything that is given. Letter case of names is all one. */
export const auditFilterSchema = z.object({
  /** A comp: its path, absolute or from the project's root. */
  comp: z.string().optional(),
  /** A step: the name of its folder, or its short name. */
  step: z.string().optional(),
  user: z.string().optional(),
  event: z.string().optional(),
  /** ISO 8601. Events at or after it, and before the other one. */
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

/**
 * `not-a-line`: it cannot be read; `sequence`: lines are missing or added; `chain`: this line or the one before was
 * changed; `foreign`: it names another writer than the file does; `cut`: lines at the end are gone; `rewritten`: it is
 * not the line that was there before; `missing`: the file is gone; `copy`: the file repeats another one; `unreadable`.
 */
export const auditProblemKindSchema = z.enum([
  'not-a-line',
  'sequence',
  'chain',
  'foreign',
  'cut',
  'rewritten',
  'missing',
  'copy',
  'unreadable',
]);
export type AuditProblemKind = z.output<typeof auditProblemKindSchema>;

export const auditProblemSchema = z.object({
  kind: auditProblemKindSchema,
  /** Counted from 1; absent where it is about the whole file. */
  line: z.int().optional(),
  message: z.string(),
});
export type AuditProblem = z.output<typeof auditProblemSchema>;

/** What a look through one audit file found. */
export const auditFileReportSchema = z.object({
  /** Its path. */
  file: z.string(),
  /** How many whole lines it has. */
  lines: z.int(),
  /** The first problems. */
  problems: z.array(auditProblemSchema),
  /** How many problems there are beside those. */
  moreProblems: z.int(),
  /** It ends in the middle of a line: its writer died, or is writing just now. Nothing is wrong with that. */
  torn: z.boolean(),
  /** Lines of a newer version of Compline: their chain is checked, what they say is not understood. */
  newer: z.int(),
});
export type AuditFileReport = z.output<typeof auditFileReportSchema>;

export const auditReportSchema = z.object({
  root: z.string(),
  /** True where no problem was found. */
  sound: z.boolean(),
  files: z.array(auditFileReportSchema),
});
export type AuditReport = z.output<typeof auditReportSchema>;
