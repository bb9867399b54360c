import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { OpenJdOrder } from '../../server/formats/openjd/openjd-order.ts';
import { openJdTemplate } from '../../server/formats/openjd/openjd-template.ts';

/** The program `openjd` of the Python package openjd-cli: `pip install openjd-cli`. */
const program = process.env.COMPLINE_OPENJD ?? '';
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'compline openjd ')));
const system = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

if (program === '') console.log('OpenJD is left out: COMPLINE_OPENJD names no program.');

/** Says what was called where, a line for each call. */
const NOTE =
  'require("node:fs").appendFileSync(process.argv[1], JSON.stringify([process.cwd(), process.env.NOTE, ...process.argv.slice(2)]) + "\\n")';
const ODD = ['{{x}}', '{', '}}', '$HOME "q" \'s\'', '', '*', 'é😀', 'two\nlines', '; exit 3'];

interface Case {
  readonly name: string;
  readonly chunks: readonly (readonly [number, number])[];
  readonly own?: boolean;
}

function orderOf({ name, chunks, own = false }: Case): OpenJdOrder {
  const notes = path.join(folder, `${name}.txt`);
  const before = ['-e', NOTE, '--', notes, ...ODD];
  const common = { program: process.execPath, cwd: folder, environment: { NOTE: 'a=b {{' } };
  return {
    job: { name: `shot 010 – ${name} {{`, comment: 'a comment' },
    layer: { name: 'main', timeout: 60, needs: { threads: 1, memory: 2 ** 20 } },
    tasks: chunks.map(([first, last]) => ({
      frames: { first, last },
      command: { ...common, args: [...before, `{${first}}`, String(last)] },
    })),
    ...(!own && {
      template: {
        ...common,
        args: [...before.map((arg) => [arg]), ['{', { frame: 'first' as const }, '}'], [{ frame: 'last' as const }]],
      },
    }),
    limits: [],
  };
}

const many = (count: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, at) => [1001 + at * 10, 1010 + at * 10] as const);

const cases: readonly Case[] = [
  { name: 'regular', chunks: many(3) },
  { name: 'one', chunks: [[5, 5]] },
  {
    name: 'below zero',
    chunks: [
      [-10, -6],
      [-5, 3],
    ],
  },
  {
    name: 'its own order',
    chunks: [
      [1, 1],
      [9, 9],
      [5, 5],
    ],
  },
  { name: 'calls of their own', chunks: many(3), own: true },
];

function written(order: OpenJdOrder, name: string): string {
  const made = openJdTemplate(order, system);
  if ('refused' in made) throw new Error(made.refused.join(' '));
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(made.template));
  return file;
}

const openjd = (...args: string[]): string => execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });

test.skipIf(program === '').each(cases)('OpenJD checks and runs: $name', (it) => {
  const order = orderOf(it);
  const file = written(order, it.name);
  openjd('check', file);
  openjd('run', file);
  const calls = readFileSync(path.join(folder, `${it.name}.txt`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  const where = system === 'windows' ? expect.any(String) : folder;
  expect(calls).toEqual(it.chunks.map(([first, last]) => [where, 'a=b {{', ...ODD, `{${first}}`, String(last)]));
});

test.skipIf(program === '').each([1_024, 1_025, 10_000])('OpenJD counts %d chunks', (count) => {
  const file = written(orderOf({ name: `many ${count}`, chunks: many(count) }), `many ${count}`);
  openjd('check', file);
  expect(openjd('summary', file)).toContain(`Total tasks: ${count}`);
});

test.skipIf(program === '')('OpenJD refuses what is no template', () => {
  const file = path.join(folder, 'none.json');
  writeFileSync(file, JSON.stringify({ specificationVersion: 'jobtemplate-2023-09', name: 'x' }));
  expect(() => openjd('check', file)).toThrow();
});
