import { expect } from 'vitest';
import type { Finding } from '../../../../server/checks/check.ts';
import { documentFindings } from '../../../../server/checks/document-check.ts';
import { SPEC_CHECKS } from '../../../../server/checks/spec-checks.ts';
import { readRenderSpec } from '../../../../server/formats/render-spec/read-render-spec.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';

/** What one check finds in the text of a render spec. */
export interface SpecCase {
  readonly name: string;
  /** The code and the severity. */
  readonly finds: string;
  /** The text with marks round each finding of the code. */
  readonly marked: string;
  /** Of the first finding. */
  readonly message?: RegExp;
  /** The texts after each repair of the first finding; none where it is absent. */
  readonly repairs?: readonly string[];
}

/** Everything that is found in a text. */
export function findingsIn(text: string): readonly Finding[] {
  return [...documentFindings(SPEC_CHECKS, readRenderSpec(text), {})].filter((finding) => finding !== undefined);
}

/** Compares what is found with the marks, and what each repair leaves with what was there before. */
export function expectSpec({ finds, marked, message, repairs = [] }: SpecCase): void {
  const [code = ''] = finds.split(' ');
  const { text } = readMarks(marked);
  const all = findingsIn(text);
  const found = all.filter((finding) => finding.code === code);
  const ranges = found.map(({ range }) => range);
  expect(writeMarks(text, ranges)).toBe(marked);
  expect(new Set(found.map((finding) => `${finding.code} ${finding.severity}`))).toEqual(new Set([finds]));
  if (message !== undefined) expect(found[0]?.message).toMatch(message);
  const results = (found[0]?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
  expect(results).toEqual(repairs);
  for (const result of results) {
    const after = findingsIn(result);
    expect(after.filter((finding) => finding.code === code).length).toBeLessThan(found.length);
    expect(after.length).toBeLessThan(all.length);
  }
}
