import path from 'node:path';
import * as z from 'zod';

/** Something that is wrong with a comp, as an error tells it: its line from 1. */
export interface ReportFinding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly line: number;
}

/** Something that is wrong with a rendered file. */
export interface FrameProblem {
  readonly file: string;
  readonly problem: string;
  readonly frame?: number;
}

/** What an error of a publish tells beside its sentence. */
export interface ReportDetails {
  readonly findings: readonly ReportFinding[];
  readonly frames: readonly FrameProblem[];
}

// Cores of other versions tell more, or less: each entry is taken for itself, and what is not understood is left out.
const findingSchema = z.object({
  severity: z.string(),
  code: z.string().default(''),
  message: z.string(),
  /** As in an editor's protocol, from 0. */
  line: z.int().nonnegative(),
});
const faultSchema = z.object({
  file: z.string().optional(),
  path: z.string().optional(),
  frame: z.number().optional(),
  fault: z.string().optional(),
  message: z.string().optional(),
  problem: z.string().optional(),
  reason: z.string().optional(),
});
const detailsSchema = z.object({
  findings: z.array(z.unknown()).catch([]).default([]),
  faults: z.array(z.unknown()).catch([]).default([]),
  frames: z.array(z.unknown()).catch([]).default([]),
  problems: z.array(z.unknown()).catch([]).default([]),
  missing: z.array(z.unknown()).catch([]).default([]),
});

/**
 * Reads the `details` of an error, whatever they are. `missing` is said of a frame that was not rendered; `folder` is
 * where files are that are told by their names alone.
 */
export function reportDetails(details: unknown, missing: string, folder?: unknown): ReportDetails {
  const read = detailsSchema.safeParse(details).data;
  if (read === undefined) return { findings: [], frames: [] };
  const findings = read.findings.flatMap((it) => {
    const finding = findingSchema.safeParse(it).data;
    return finding === undefined ? [] : [{ ...finding, line: finding.line + 1 }];
  });
  const faults = [...read.faults, ...read.frames, ...read.problems].flatMap((it) => problemOf(it) ?? []);
  const lost = read.missing.flatMap((it): FrameProblem[] =>
    typeof it === 'number' ? [{ file: '', frame: it, problem: missing }] : [],
  );
  const placed = [...faults, ...lost].map((it) =>
    it.file === '' || typeof folder !== 'string' ? it : { ...it, file: path.resolve(folder, it.file) },
  );
  return { findings, frames: placed };
}

function problemOf(it: unknown): FrameProblem | undefined {
  const fault = faultSchema.safeParse(it).data;
  const problem = fault?.fault ?? fault?.problem ?? fault?.message ?? fault?.reason;
  const file = fault?.path ?? fault?.file;
  if (fault === undefined || problem === undefined || (file === undefined && fault.frame === undefined))
    return undefined;
  return { file: file ?? '', problem, ...(fault.frame !== undefined && { frame: fault.frame }) };
}
