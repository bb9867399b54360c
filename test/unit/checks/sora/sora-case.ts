import { expect } from 'vitest';
import type { Finding } from '../../../../server/checks/check.ts';
import { soraFindings } from '../../../../server/checks/check-sora.ts';
import type { SoraHost } from '../../../../server/checks/sora/checked-project.ts';
import { SheetReader } from '../../../../server/checks/sora/sheet-reader.ts';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';

/** A day on which Sora 2 is still offered, and ids that are always the same. */
export const BEFORE_THE_END: SoraHost = { today: () => '2026-02-01', newId: () => 'NEW-ID' };

/** The keys that a shot has to have, of a model of which nothing is known, without the last brace. */
export const KEYS = '"id": "a", "model": "mine", "width": 1280, "height": 720, "duration_s": 8, "prompt": "A fox"';
/** A project with shots. */
export const SHOTS = (...shots: readonly string[]): string => `{ "schema": 1, "shots": [${shots.join(', ')}] }`;
/** A project with one shot, with one of its keys, or another one, written otherwise. */
export function SHOT(more: string): string {
  const name = /"(\w+)"/.exec(more.replaceAll(/[«»]/g, ''))?.[1] ?? '';
  const others = KEYS.split(/, (?=")/).filter((key) => !key.startsWith(`"${name}"`));
  return SHOTS(`{ ${[...others, more].join(', ')} }`);
}
/** A project with these keys. */
export const PROJECT = (keys: string): string => `{ "schema": 1, ${keys} }`;
/** A project with one template, likewise. */
export const TEMPLATE = (more: string): string =>
  SHOT(more).replace('"shots": [{', '"templates": [{ "name": "T",').replace('"id": "a"', '"id": "t"');

/** What a check finds in a text. */
export interface SoraCase {
  readonly name: string;
  /** The code and the severity. */
  readonly finds: string;
  /** The text with marks round each finding of the code. */
  readonly marked: string;
  readonly message?: string;
  /** The texts after each repair of the first finding. */
  readonly repairs?: readonly string[];
  /** Of the host; `BEFORE_THE_END` where it is absent. */
  readonly today?: string;
}

/** What the checks find in a text. */
export function findingsIn(text: string, host: SoraHost = BEFORE_THE_END): readonly Finding[] {
  const checked = { project: parseProject(text), host, sheets: new SheetReader() };
  return [...soraFindings(checked, {})].filter((finding) => finding !== undefined);
}

/** Compares what is found with the marks, and what each repair makes of the text. */
export function expectCase({ finds, marked, message, repairs, today }: SoraCase): void {
  const [code] = finds.split(' ');
  const { text } = readMarks(marked);
  const host = today === undefined ? BEFORE_THE_END : { ...BEFORE_THE_END, today: () => today };
  const findings = findingsIn(text, host).filter((finding) => finding.code === code);
  const ranges = findings.map(({ range }) => range).sort((a, b) => a.start - b.start);
  expect(writeMarks(text, ranges)).toBe(marked);
  expect(new Set(findings.map((finding) => `${finding.code} ${finding.severity}`))).toEqual(new Set([finds]));
  if (message !== undefined) expect(findings[0]?.message).toBe(message);
  const fixes = findings[0]?.fixes ?? [];
  const results = fixes.map(({ edits }) => applyEdits(text, edits));
  if (repairs !== undefined) expect(results).toEqual(repairs);
  for (const result of results) expectMended(text, result, code ?? '', host);
}

/** There are fewer findings of the code, and none of other codes that were not there. */
function expectMended(text: string, result: string, code: string, host: SoraHost): void {
  const before = findingsIn(text, host).map((finding) => finding.code);
  const after = findingsIn(result, host).map((finding) => finding.code);
  const count = (codes: readonly string[]) => codes.filter((each) => each === code).length;
  expect(count(after)).toBeLessThan(count(before));
  expect(after.filter((each) => !before.includes(each) && each !== 'sora-prompt')).toEqual([]);
}
