import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frameDialect } from '../../../../server/formats/frames/dialects/all-dialects.ts';

interface FrameCase {
  readonly id: string;
  readonly input: string;
  readonly dialect: string;
  readonly count?: number;
  readonly frames?: readonly (number | string)[];
  readonly error?: string;
}

const FILE = new URL('../../../../../shared/reference/frame-cases.json', import.meta.url);

/** Numbers that JavaScript would round are kept as texts. */
function readCases(): readonly FrameCase[] {
  const text = readFileSync(FILE, 'utf8').replace(/(?<=[[,]\s*)\d{17,}(?=\s*[,\]])/g, '"$&"');
  return (JSON.parse(text) as { cases: readonly FrameCase[] }).cases;
}

const isThere = existsSync(FILE);

test.skipIf(!isThere)(
  `every program reads what it was seen to read${isThere ? '' : ' (not there: ../shared/reference)'}`,
  () => {
    const cases = readCases();
    expect(cases.length).toBeGreaterThan(100);
    const wrong = cases.flatMap(({ id, input, dialect, frames, count, error }) => {
      const read = frameDialect(dialect)?.parse(input);
      const found = read?.frames === undefined ? 'error' : [...read.frames.frameTexts()].join(' ');
      const expected = error === undefined ? (frames ?? []).join(' ') : 'error';
      if (found === expected && (error !== undefined || read?.frames?.count === count)) return [];
      return [`${id} ${dialect} ${JSON.stringify(input)}: ${expected}, not ${found}`];
    });
    expect(wrong).toEqual([]);
  },
);
