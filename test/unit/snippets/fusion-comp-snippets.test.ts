import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { defaultsOf, expandSnippet } from './expand-snippet.ts';

const Snippets = z.record(
  z.string(),
  z.strictObject({
    prefix: z.union([z.string(), z.array(z.string()).min(1)]),
    description: z.string(),
    body: z.array(z.string()),
  }),
);
const path = join(import.meta.dirname, '../../../snippets/fusion-comp.json');
const snippets = Object.entries(Snippets.parse(JSON.parse(readFileSync(path, 'utf8'))));

/** Where a snippet may stand, as the text around it. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  file: (text) => text,
  tool: (text) => inFlow(text, text),
  control: (text) => inFlow(text, `Transform9 = Transform {\nUserControls = ordered() {\n${text}\n},\n},`),
  comp: (text) => `Composition {\nTools = {\n},\n${text}\n}`,
  preferences: (text) => `Composition {\nTools = {\n},\nPrefs = {\nComp = {\n${text}\n},\n},\n}`,
};

/** The place of each snippet that is no tool. */
const PLACE_OF: Readonly<Record<string, keyof typeof PLACES>> = {
  Composition: 'file',
  Setting: 'file',
  'User control: button': 'control',
  'User control: slider': 'control',
  'User control: combo': 'control',
  'User control: checkbox': 'control',
  'Path maps': 'preferences',
  'Prefs with a path map': 'comp',
};

/** A comp with `tools`, with a tool for every name that `text` says a pipe comes from, and with counters that agree. */
function inFlow(text: string, tools: string): string {
  const fed = new Set([...text.matchAll(/SourceOp = "(\w+)"/g)].map(([, name = '']) => name));
  const feeding = [...fed].filter((name) => !text.includes(`${name} = `)).map((name) => `${name} = Background {\n},`);
  const locked = text.split('Locked = true').length - 1;
  const clips = [...text.matchAll(/Saver \{[\s\S]*?(?<=Filename = )("[^"]*")/g)].map(([, name]) => name);
  const head = `LockedTools = ${locked},\nOutputClips = {\n${clips.join(',\n')}\n},`;
  return `Composition {\n${head}\nTools = {\n${feeding.join('\n')}\n${tools}\n}\n}`;
}

function placed(name: string, body: readonly string[]): string {
  return PLACES[PLACE_OF[name] ?? 'tool']?.(expandSnippet(body)) ?? '';
}

describe.each(snippets)('%s', (name, { body }) => {
  test('is sound where it belongs', () => {
    const comp = parseComp(placed(name, body));
    expect(comp.errors).toEqual([]);
    const wrong = checkComp(comp).filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(wrong.map(({ message }) => message)).toEqual([]);
  });

  test('is laid out as Fusion does it', () => {
    const lines = expandSnippet(body).split('\n');
    let depth = 0;
    for (const line of lines) {
      const closes = /^\t*\}/.test(line);
      expect(/^\t*/.exec(line)?.[0].length).toBe(closes ? depth - 1 : Math.max(depth, 0));
      depth += line.split('{').length - line.split('}').length;
    }
    expect(depth).toBe(0);
  });

  test('gives each tab stop one default, and skips none', () => {
    const values = new Map<string, Set<string>>();
    for (const [stop, value] of defaultsOf(body)) values.set(stop, (values.get(stop) ?? new Set()).add(value));
    for (const defaults of values.values()) expect(defaults.size).toBe(1);
    const stops = new Set([...body.join('\n').matchAll(/\$\{?([1-9]\d*)/g)].map(([, stop]) => Number(stop)));
    expect([...stops].sort((a, b) => a - b)).toEqual(Array.from(stops, (_, index) => index + 1));
  });
});

test('each prefix leads to one snippet', () => {
  const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

test('a tool snippet adds a tool, and a Saver the media it says', () => {
  const saver = parseComp(placed('Saver: _FINAL', snippets.find(([name]) => name === 'Saver: _FINAL')?.[1].body ?? []));
  expect(saver.toolsById.get('Saver')?.map(({ name, locked }) => [name, locked])).toEqual([['_FINAL', true]]);
  for (const [name, { body }] of snippets) {
    if (PLACE_OF[name] !== undefined) continue;
    const [, own = ''] = /^(\w+) = /.exec(expandSnippet(body)) ?? [];
    expect(parseComp(placed(name, body)).toolsByName.has(own)).toBe(true);
  }
});
