import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../server/cli/check/report.ts';
import type { ErrorData } from '../../../server/protocol/errors.ts';
import { compline } from './command-line.ts';
import { Studio } from './studio.ts';

const onWindows = process.platform === 'win32';

let studio: Studio;
beforeAll(async () => {
  studio = await Studio.open();
});
afterAll(() => studio[Symbol.asyncDispose]());

/** What stands in the place of a file. */
type Make = (file: string) => Promise<unknown> | unknown;

const pipe: Make = (file) => execFileSync('mkfifo', [file]);

/** Runs with something in the place of a file, and puts back what was there. */
async function having<Result>(file: string, make: Make, work: () => Promise<Result>): Promise<Result> {
  const before = await readFile(file).catch(() => undefined);
  await rm(file, { force: true });
  await make(file);
  try {
    return await work();
  } finally {
    await rm(file, { recursive: true, force: true });
    if (before !== undefined) await writeFile(file, before);
  }
}

/** The error that a command prints as JSON: one document, with a next step, on standard output alone. */
async function errorOf(...args: readonly string[]): Promise<ErrorData & { readonly exit: number | null }> {
  const { code, out, err } = await studio.run(...args, '--json');
  expect(err).toBe('');
  const { error } = JSON.parse(out) as { error: ErrorData };
  expect(error.nextStep).toBeTruthy();
  expect(error.message).not.toMatch(/\n\s+at /);
  return { ...error, exit: code };
}

describe('a comp that is', () => {
  const text = 'Composition {\n\tTools = {\n\t},\n}\n';
  const bigEndian = Buffer.from(text, 'utf16le').swap16();
  const cases: readonly [what: string, make: Make, finding: string, publish: string, exit: number][] = [
    ['a folder', (file) => mkdir(file), '', 'comp-unreadable', 1],
    ['a link to itself', (file) => symlink(file, file), 'file-unreadable', 'comp-unreadable', 1],
    ['a link to nothing', (file) => symlink('nowhere', file), 'file-unreadable', 'not-found', 2],
    ['empty', (file) => writeFile(file, ''), 'file-not-comp', 'comp-unreadable', 1],
    ['white space', (file) => writeFile(file, ' \r\n\0'), 'file-not-comp', 'comp-unreadable', 1],
    ['binary', (file) => writeFile(file, Buffer.alloc(5000, 1)), 'file-not-comp', 'comp-unreadable', 1],
    ['UTF-16', (file) => writeFile(file, `\ufeff${text}`, 'utf16le'), 'file-encoding', 'comp-unreadable', 1],
    ['UTF-16 without a mark', (file) => writeFile(file, bigEndian), 'file-encoding', 'comp-unreadable', 1],
    ['holding a NUL', (file) => writeFile(file, text.replace('T', '\0')), 'file-not-comp', 'comp-unreadable', 1],
    ['cut off', (file) => writeFile(file, text.slice(0, -4)), 'comp-syntax', 'comp-has-errors', 1],
    ['over 50 MB', (file) => writeFile(file, Buffer.alloc(51 * 2 ** 20)), 'file-too-large', 'not-supported', 1],
    ...(onWindows
      ? []
      : ([
          ['a pipe', pipe, 'file-unreadable', 'comp-unreadable', 1],
          ['a device', (file) => symlink('/dev/zero', file), 'file-unreadable', 'comp-unreadable', 1],
        ] satisfies [string, Make, string, string, number][])),
  ];
  it.each(cases)('%s gives one clear message', async (_what, make, finding, publish, exit) => {
    const comp = studio.comp('SH020').replace('.comp', '_bad.comp');
    await having(comp, make, async () => {
      const { out } = await studio.run('check', path.dirname(comp), '--json');
      const report: CheckReport = JSON.parse(out);
      const found = report.files.find((file) => path.resolve(studio.project, file.path) === comp)?.diagnostics ?? [];
      expect(found.map(({ code }) => code)).toEqual(finding === '' ? [] : [finding]);
      const error = await errorOf('publish', comp);
      expect(error).toMatchObject({ code: publish, exit, path: comp });
    });
  });
});

describe('a compline.yaml that is', () => {
  const put =
    (text: string): Make =>
    (file) =>
      writeFile(file, `version: 1\nproject: { id: DEMO }\n${text}`);
  const bomb = Array.from({ length: 7 }, (_, at) => `k${at}: &a${at} [${`*a${at - 1},`.repeat(9)}]`);
  bomb[0] = 'k0: &a0 [x]';
  const whole =
    (text: string): Make =>
    (file) =>
      writeFile(file, text);
  const cases: readonly [what: string, make: Make, code: string, message: RegExp][] = [
    ['given a wrong key', put('framerate: 24\n'), 'config-invalid', /Line 3: Unknown key "framerate".*"frameRate"/],
    ['given a wrong type', put('frameRate: fast\n'), 'config-invalid', /Line 3: frameRate: /],
    ['no YAML', put('steps: { [\n'), 'config-invalid', /Line \d+: /],
    ['empty', whole(''), 'config-invalid', /empty.*"version: 1"/],
    ['a list', whole('- a\n- b\n'), 'config-invalid', /Line 1: /],
    ['two documents', put('---\na: 1\n'), 'config-invalid', /Line 3: A second document begins here/],
    ['given a key twice', put('version: 1\n'), 'config-invalid', /Line 3: /],
    ['of a newer version', whole('version: 2\nproject: { id: DEMO }\n'), 'config-invalid', /Line 1: .*newer Compline/],
    ['made to fill the memory', whole(`${bomb.join('\n')}\n`), 'config-invalid', /alias/],
    ['given a list for a key', put('? [a, b]\n: 1\n'), 'config-invalid', /Line 3: A list .* where a key belongs/],
    ['UTF-16', (file) => writeFile(file, '\ufeffversion: 1\n', 'utf16le'), 'config-invalid', /UTF-16.*UTF-8/],
    ['binary', (file) => writeFile(file, Buffer.alloc(5000)), 'config-invalid', /no text/],
    ['given no frames', put('steps: { COMP: { chunkSize: 0 } }\n'), 'config-invalid', /Line 3: steps\.COMP\.chunkSize/],
    ['without renderers', put(''), 'renderer-missing', /no renderer/],
    [
      'naming a program that is not there',
      put('renderers: { r: { program: /no/such/program, args: [] } }\n'),
      'renderer-missing',
      /no program at .*no.such.program/,
    ],
    [
      'naming a render spec that is not there',
      put('renderers: { r: { program: node, args: [] } }\nsteps: { COMP: { renderSpec: nowhere.yaml } }\n'),
      'render-spec-invalid',
      /it does not exist/,
    ],
    ...(onWindows
      ? []
      : ([['a pipe', pipe, 'config-unreadable', /no regular file/]] satisfies [string, Make, string, RegExp][])),
  ];
  it.each(cases)('%s is refused, with the place in it', async (_what, make, code, message) => {
    const before = await studio.names('SH020');
    await having(path.join(studio.project, 'compline.yaml'), make, async () => {
      const error = await errorOf('publish', studio.comp('SH020'), '--dry-run');
      expect(error).toMatchObject({ code, exit: 1, message: expect.stringMatching(message) });
      expect(error.path).toMatch(/compline\.yaml$|nowhere\.yaml$/);
      expect(await studio.names('SH020')).toEqual(before);
    });
  });
});

describe('a call that is wrong', () => {
  const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['publish'], /comp/],
    [['publish', 'x.comp', '--frobnicate'], /--frobnicate/],
    [['frobnicate'], /frobnicate/],
    [['check'], /path/],
    [['queue', 'cancel', 'no-such-job'], /no-such-job/],
  ];
  it.each(cases)('%j gives one JSON document and exit code 2', async (args, message) => {
    expect(await errorOf(...args)).toMatchObject({ exit: 2, message: expect.stringMatching(message) });
  });

  it('says what a state may be', async () => {
    const error = await errorOf('publish', studio.comp('SH020'), '--state', 'not/one');
    expect(error).toMatchObject({ code: 'invalid-parameters', exit: 2, message: expect.stringMatching(/10 letters/) });
  });
});

it.skipIf(onWindows)('names that would move the cursor are shown, not sent to the terminal', async () => {
  await writeFile(path.join(studio.root, 'red\u001b[31m\n.comp'), '');
  const { out } = await studio.run('check', studio.root);
  expect(out).toContain('red\\u001b[31m\\n.comp:1:1 error');
});

it.skipIf(onWindows)('a pipe in the place of a lock is a lock that cannot be read', async () => {
  const comp = studio.comp('SH010');
  await having(path.join(path.dirname(comp), `.~${path.basename(comp)}.lock`), pipe, async () => {
    expect(await studio.json('lock', 'status', comp)).toMatchObject({ locks: [{ state: 'unreadable' }] });
  });
});

describe('a state folder that is', () => {
  const cases: readonly [what: string, make: Make][] = [
    ['a file', (folder) => writeFile(folder, '')],
    [
      'given a lock that is none',
      async (folder) => {
        await mkdir(folder);
        await writeFile(path.join(folder, 'core.lock'), 'x'.repeat(5000));
      },
    ],
  ];
  it.each(cases)('%s is told with what to do', async (_what, make) => {
    const folder = path.join(studio.root, 'other-state');
    await having(folder, make, async () => {
      const env = { ...studio.environment, COMPLINE_STATE_HOME: folder };
      const { code, out } = await compline(['core', 'start', '--json'], { env });
      const { error } = JSON.parse(out) as { error: ErrorData };
      expect([code, error.code]).toEqual([1, 'state-folder-unusable']);
      expect(error.message).toContain(folder);
      expect(error.nextStep).toBeTruthy();
    });
  });
});
