import { expect } from 'vitest';
import type { Finding } from '../../../server/checks/check.ts';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../formats/marked-text.ts';

/** A composition with these tools. */
export const FLOW = (tools: string): string => `Composition { Tools = { ${tools} } }`;
/** A setting with these tools. */
export const PIECE = (tools: string): string => `{ Tools = ordered() { ${tools} } }`;
/** The inputs of a tool that is fed by another. */
export const IN = (source: string): string =>
  `Inputs = { Input = Input { SourceOp = "${source}", Source = "Output", }, }`;
/** A tool that makes a picture. */
export const PLATE = 'Plate = Loader { }';

/** What one check finds in one text. */
export interface CheckCase {
  readonly name: string;
  /** The code and the severity. */
  readonly finds: string;
  /** The text with marks round each finding of the code. */
  readonly marked: string;
  /** Of the first finding. */
  readonly message?: RegExp;
  /** The texts after each repair of the first finding. */
  readonly repairs?: readonly string[];
  /** Codes that a repair may bring up, since it leaves the rest to its reader. */
  readonly bringsUp?: readonly string[];
}

/** The text without its marks, and what the check of this code finds in it. */
export function found(marked: string, code: string): { text: string; findings: readonly Finding[] } {
  const { text } = readMarks(marked);
  return { text, findings: checkComp(parseComp(text)).filter((finding) => finding.code === code) };
}

/** The codes that all checks find in a text. */
export function codesIn(text: string): readonly string[] {
  return checkComp(parseComp(text)).map(({ code }) => code);
}

/** Compares what is found with the marks, and what each repair leaves with what was there before. */
export function expectCase({ finds, marked, message, repairs, bringsUp = [] }: CheckCase): void {
  const [code = ''] = finds.split(' ');
  const { text, findings } = found(marked, code);
  expect(
    writeMarks(
      text,
      findings.map(({ range }) => range),
    ),
  ).toBe(marked);
  expect(new Set(findings.map((finding) => `${finding.code} ${finding.severity}`))).toEqual(new Set([finds]));
  if (message !== undefined) expect(findings[0]?.message).toMatch(message);
  const results = (findings[0]?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
  if (repairs !== undefined) expect(results).toEqual(repairs);
  for (const result of results) expectMended(text, result, code, bringsUp);
}

function expectMended(text: string, result: string, code: string, bringsUp: readonly string[]): void {
  const before = codesIn(text);
  const after = codesIn(result);
  const count = (codes: readonly string[]) => codes.filter((candidate) => candidate === code).length;
  expect(count(after)).toBeLessThan(count(before));
  expect(after.filter((each) => !before.includes(each) && !bringsUp.includes(each))).toEqual([]);
}
