import { describe, expect, test } from 'vitest';
import { RENDERER_PRESETS, rendererPreset } from '../../../../server/formats/renderers/all-presets.ts';
import { GENERIC_LINES } from '../../../../server/formats/renderers/generic-lines.ts';
import { joinPatterns, LINE_TELLS } from '../../../../server/formats/renderers/line-pattern.ts';
import { type LogEvent, type LogLine, LogReader } from '../../../../server/formats/renderers/log-reader.ts';
import { patternCost } from '../../../../server/formats/renderers/pattern-cost.ts';
import { LOG_SAMPLES } from './log-samples.ts';
import { MORE_LOG_SAMPLES } from './more-log-samples.ts';

const readerOf = (preset: string) => new LogReader(joinPatterns(rendererPreset(preset)?.lines ?? {}, GENERIC_LINES));

const event = (it: LogEvent): string => {
  switch (it.kind) {
    case 'frame-started':
      return `started ${it.frame}`;
    case 'progress':
      return `part ${Number(it.part.toFixed(3))}${it.frame === undefined ? '' : ` of ${it.frame}`}`;
    case 'output':
      return `output ${it.path}`;
    case 'frame-finished': {
      const which = it.done === undefined ? `finished ${it.frame ?? ''}`.trim() : `${it.done} finished`;
      return it.seconds === undefined ? which : `${which} in ${it.seconds}`;
    }
  }
};

/** What a line tells, in words. */
const told = ({ level, message, place, events }: LogLine): string => {
  const words = message === undefined ? level : `${level} "${message}"`;
  const where = place === undefined ? '' : ` at ${place.file}${place.line === undefined ? '' : `:${place.line}`}`;
  return [`${words}${where}`, ...events.map(event)].join(', ');
};

describe.each([...LOG_SAMPLES, ...MORE_LOG_SAMPLES])('$preset, $source', ({ preset, lines }) => {
  test('its lines tell what they say', () => {
    const reader = readerOf(preset);
    expect(lines.map(([line]) => [line, told(reader.read(line))])).toEqual(lines);
  });

  test('so they do with colours and with what is left of a line end', () => {
    const reader = readerOf(preset);
    const dressed = lines.map(([line]) => told(reader.read(`\u001b[31;1m${line}\u001b[0m\r`)));
    expect(dressed).toEqual(lines.map(([, words]) => words));
  });
});

describe.each(RENDERER_PRESETS)('$name', (preset) => {
  test('every pattern compiles and needs few steps', () => {
    const patterns = LINE_TELLS.flatMap((tells) => joinPatterns(preset.lines, GENERIC_LINES)[tells] ?? []);
    const costly = patterns.filter((pattern) => {
      new RegExp(pattern);
      const { degree, isExponential } = patternCost(pattern);
      return isExponential || degree > 2;
    });
    expect(costly).toEqual([]);
  });

  test('any line is read', () => {
    const reader = readerOf(preset.name);
    for (const line of [
      '',
      ' '.repeat(100_000),
      'a '.repeat(100_000),
      '\u0000\ufffd\ud800',
      '(((((',
      'Error: '.repeat(20_000),
    ]) {
      expect(['debug', 'info', 'warning', 'error']).toContain(reader.read(line).level);
    }
  });
});

test('a pattern that does not compile is left out', () => {
  expect(told(new LogReader({ error: ['(', '^bad'] }).read('bad'))).toBe('error "bad"');
});

test('a number that nobody can count with is none', () => {
  const reader = new LogReader({
    frameStarted: ['frame (?<frame>\\d+)'],
    progress: ['(?<part>\\d+) of (?<parts>\\d+)'],
  });
  expect(told(reader.read('frame 99999999999999999999'))).toBe('info');
  expect(told(reader.read('1 of 0'))).toBe('info');
  expect(told(reader.read('9 of 3'))).toBe('info, part 1');
});
