import { describe, expect, test } from 'vitest';
import { frameFindingsInPlace } from '../../../../server/checks/frames/frame-findings.ts';
import { readFrameFile, readFrames } from '../../../../server/checks/read-frames.ts';
import { parseConfig } from '../../../../server/formats/config/parse-config.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { stepOfFile } from '../../../../server/project/layout.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { fakePlace } from '../../language/fusion-comp/fake-place.ts';

interface Case {
  /** The code and the severity of every finding. */
  readonly finds: string;
  /** The text with marks round each finding. */
  readonly marked: string;
  readonly messages: readonly string[];
  /** The texts after the repairs of the first finding. */
  readonly repairs?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    finds: 'frames-syntax error',
    marked: '1001«..»1040',
    messages: ['Found ".." where "-" or "," is expected. Write ranges 1-10, with a step 1-10x3.'],
    repairs: ['1001-1040'],
  },
  {
    finds: 'frames-syntax error',
    marked: '# 🎬\r\n1-10x«0»,5-«a»\r\n',
    messages: ['The step is 0. It has to be 1 or more.', 'Found "a" where the last frame of the range is expected.'],
    repairs: [],
  },
  {
    finds: 'frames-syntax error',
    marked: '5-«»',
    messages: ['Found the end of the text where the last frame of the range is expected.'],
    repairs: [],
  },
  {
    finds: 'frames-syntax error',
    marked: '１«–»１０; 20 to 25',
    messages: [],
    repairs: ['1-10, 20-25'],
  },
  {
    finds: 'frames-syntax error',
    marked: '1-10«:»2',
    messages: ['Found ":" where "x" or "," is expected. Write ranges 1-10, with a step 1-10x3.'],
    repairs: ['1-9x2', '1-9x2,2-10x2'],
  },
  {
    finds: 'frames-syntax error',
    marked: '{ "frame_range": "«10-1»", "custom_settings": { "frames": "1-24" } }',
    messages: ['LRC Toolbox reads no range that goes down.'],
    repairs: [
      '{ "frame_range": "1-10", "custom_settings": { "frames": "1-24" } }',
      '{ "frame_range": "10", "custom_settings": { "frames": "1-24" } }',
    ],
  },
  {
    finds: 'frames-descending hint',
    marked: '5,«1040-1001»,\n«9-1x4»',
    messages: ['1040-1001 goes down: frame 1040 comes first.', '9-1x4 goes down: frame 9 comes first.'],
    repairs: ['5,1001-1040,\n9-1x4'],
  },
  {
    finds: 'frames-repeated hint',
    marked: '1001-1040, «1030-1050», 2, «2»',
    messages: ['1030-1040 are named before.', '2 is named before.'],
    repairs: ['1001-1050,2'],
  },
  {
    finds: 'frames-repeated hint',
    marked: '1-9x2,«3-12x3»',
    messages: ['3,9 are named before.'],
  },
  {
    finds: 'frames-ambiguous information',
    marked: '1,«10-100x20»,7',
    messages: ['10-100x20 holds 100, which is off its steps: FileSeq, OpenCue (server) and others leave it out.'],
    repairs: ['1,10-90x20,100,7'],
  },
  {
    finds: 'frames-ambiguous information',
    marked: '«1-10x20»',
    messages: ['1-10x20 holds 10, which is off its steps: FileSeq, OpenCue (server) and others leave it out.'],
    repairs: ['1,10'],
  },
  {
    finds: 'frames-dialect warning',
    marked: '# dialect: «filesq»\n1-10',
    messages: ['There is no dialect filesq. Did you mean fileseq?'],
    repairs: ['# dialect: fileseq\n1-10'],
  },
];

describe('what is found', () => {
  test.each(CASES)('$finds: $marked', ({ finds, marked, messages, repairs }) => {
    const { text } = readMarks(marked);
    const findings = [...readFrames(text).findings({})].filter((it) => it !== undefined);
    expect(new Set(findings.map(({ code, severity }) => `${code} ${severity}`))).toEqual(new Set([finds]));
    const ranges = findings.map(({ range }) => range);
    if (messages.length > 0) expect(findings.map(({ message }) => message)).toEqual(messages);
    if (messages.length > 0) expect(writeMarks(text, ranges)).toBe(marked);
    const results = findings[0]?.fixes?.map(({ edits }) => applyEdits(text, edits)) ?? [];
    if (repairs !== undefined) expect(results).toEqual(repairs);
    const [code] = finds.split(' ');
    for (const result of results) {
      const after = [...readFrames(result).findings({})].filter((it) => it?.code === code);
      expect(after.length).toBeLessThan(findings.length);
    }
  });

  test.each([
    '1001-1100x9',
    '1,5,10-20',
    '-5--1',
    '',
    '# 1..5\n\n',
    '# dialect: fileseq\n10-1x4,10-1',
    '{ "frames": "$F" }',
    '{',
  ])('nothing in %j', (text) => {
    expect([...readFrames(text).findings({})].filter((it) => it !== undefined)).toEqual([]);
  });

  test('many parts are told of as one, in a time that grows with them', () => {
    const text = Array.from({ length: 5_000 }, (_, at) => `${at}-${at + 1}`).join(',');
    const findings = [...readFrames(text).findings({})].filter((it) => it !== undefined);
    expect(findings.map(({ message }) => message)).toEqual(['4999 frames are named more than once.']);
  });

  test('very many last frames off their steps are told one by one up to a number', () => {
    const text = Array.from({ length: 300 }, (_, at) => `${at * 10}-${at * 10 + 9}x4`).join(',');
    const messages = [...readFrames(text).findings({})].map((it) => it?.message).filter((it) => it !== undefined);
    expect(messages).toHaveLength(201);
    expect(messages).toContain('100 more ranges hold a last frame that is off the steps.');
  });

  test('a long text is not read in every dialect for a repair', () => {
    const text = `${Array.from({ length: 10_000 }, (_, at) => 100_000 + at).join(',')}:`;
    const [finding] = [...readFrames(text).findings({})].filter((it) => it !== undefined);
    expect(finding).toMatchObject({ code: 'frames-syntax', fixes: [] });
  });
});

describe('frames and the shot', () => {
  const config = parseConfig(
    'version: 1\nproject: { id: DEMO }\nshots: { SH010: { frames: 1001-1100, handles: 8 } }\n',
  ).config;
  const folder = '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
  const step = stepOfFile('/show', `${folder}/a.frames`);
  const place = fakePlace({ project: { root: '/show', config, step, renderSpec: undefined } });

  test.each([
    ['993-1108', undefined, undefined],
    ['1001-1200,5', '1109-1200,5 are outside of SH010, 993-1108.', '1001-1108'],
    ['2', '2 is outside of SH010, 993-1108.', undefined],
    ['nothing', undefined, undefined],
    ['{ "frames": "900-1000x50" }', '900,950 are outside of SH010, 993-1108.', '{ "frames": "1000" }'],
  ])('%s', async (text, message, mended) => {
    const found = await frameFindingsInPlace(readFrameFile(text).texts, place, {});
    expect(found.map((it) => it.message)).toEqual(message === undefined ? [] : [message]);
    const [fix] = found[0]?.fixes ?? [];
    expect(fix && applyEdits(text, fix.edits)).toBe(mended);
  });

  test('nothing where nobody knows the shot', async () => {
    expect(await frameFindingsInPlace(readFrameFile('1').texts, fakePlace(), {})).toEqual([]);
  });
});
