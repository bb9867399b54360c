import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityOf } from '../../../../server/pipeline/files/file-identity.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { savesIn } from './saves-rig.ts';
import { type TracedCall, TracedProcess, whyNoStrace } from './strace.ts';

const whyNot = whyNoStrace();
if (whyNot !== undefined) console.warn(`Faults of system calls are not tried: ${whyNot}.`);

const script = fileURLToPath(new URL('./save-once.ts', import.meta.url));
const OLD = `Composition {\n${'\told\n'.repeat(1000)}}\n`;
const NEW = `Composition {\n${'\tnew\n'.repeat(50_000)}}\n`;
const FAULTS = ['signal=SIGKILL', 'error=EIO', 'error=ENOSPC', 'error=EACCES'];

let alive: TracedProcess;
beforeAll(async () => {
  if (whyNot === undefined) alive = await TracedProcess.start(script);
});
afterAll(() => alive?.end());

/** A project with a comp, in a folder of its own. */
async function projectIn(folder: string, name: string) {
  const root = path.join(folder, name);
  await mkdir(root, { recursive: true });
  const rig = savesIn(root);
  await writeFile(rig.comp, OLD);
  return { root, ...rig };
}

/** The calls that a save makes to files, those of its project alone. */
async function callsOf(kind: string, folder: string): Promise<readonly TracedCall[]> {
  const { root } = await projectIn(folder, 'traced');
  const { answer, calls } = await alive.ask(`${kind} ${root}`, path.join(folder, 'trace'));
  expect(answer).toBe('ok');
  return calls.filter(({ name, text }) => name !== 'write' && text.includes(root));
}

/** So many of the list, evenly from everywhere in it. */
const some = <Item>(list: readonly Item[], count: number): Item[] =>
  list.filter(
    (_, at) =>
      count >= list.length || Math.floor((at * count) / list.length) !== Math.floor(((at + 1) * count) / list.length),
  );

describe.skipIf(whyNot !== undefined)('the calls of a save to the system', () => {
  test('flush what was written before it gets its name, and the folder after', async () => {
    const calls = (await callsOf('save', await temporaryFolder())).map(({ text }) => text);
    const temporary = /\.~DEMO_S_SH010_COMP\.comp\.tmp-[0-9a-f-]+/.exec(calls.join('\n'))?.[0];
    const at = (what: RegExp, after = -1) => {
      const found = calls.findIndex((text, index) => index > after && what.test(text));
      expect(found, `${what} after call ${after}`).toBeGreaterThan(after);
      return found;
    };
    const made = at(new RegExp(`^openat\\(.*${temporary}", .*O_EXCL`));
    const written = at(new RegExp(`^pwrite64\\(.*${temporary}>.* = ${NEW.length}$`), made);
    const flushed = at(new RegExp(`^fsync\\(.*${temporary}>\\) += 0$`), written);
    const closed = at(new RegExp(`^close\\(.*${temporary}>\\) += 0$`), flushed);
    const renamed = at(new RegExp(`^rename.*${temporary}", .*/DEMO_S_SH010_COMP\\.comp"\\) += 0$`), closed);
    at(/^fsync\(.*\/DEMO_S_SH010_COMP>\) += 0$/, renamed);
    const others = calls.filter((text) => /^(pwrite64|ftruncate)\(/.test(text) && !text.includes(String(temporary)));
    expect(
      others.every((text) => text.includes('/.~room.tmp-')),
      others.join('\n'),
    ).toBe(true);
  });

  test.each([
    ['save', fuzzRuns(4), fuzzRuns(16)],
    ['version', fuzzRuns(3), fuzzRuns(12)],
  ])(
    'of kind %s may kill or fail anywhere',
    async (kind, kills, failures) => {
      const folder = await temporaryFolder();
      const calls = await callsOf(kind, folder);
      expect(calls.length).toBeGreaterThan(40);
      const cases = calls.flatMap((call) => FAULTS.map((fault) => `${call.name}:${fault}:when=${call.count}`));
      const isKill = (fault: string) => fault.includes('SIGKILL');
      const chosen = [
        ...some(cases.filter(isKill), kills),
        ...some(
          cases.filter((fault) => !isKill(fault)),
          failures,
        ),
      ];
      const failing = await TracedProcess.start(script);
      const tried: [fault: string, root: string, answer: string | undefined][] = [];
      for (const [at, fault] of chosen.entries()) {
        const { root } = await projectIn(folder, String(at));
        const dying = isKill(fault) ? await TracedProcess.start(script) : failing;
        const { answer } = await dying.ask(`${kind} ${root}`, path.join(folder, 'trace'), fault);
        if (isKill(fault)) await dying.end();
        expect(answer === undefined, `${fault}: ${answer}`).toBe(isKill(fault));
        tried.push([fault, root, answer]);
      }
      await failing.end();
      for (const [fault, root, answer] of tried)
        await (kind === 'save' ? judgeSaved : judgeVersion)(fault, root, answer);
    },
    FUZZ_TIMEOUT,
  );
});

/** The comp is the old or the new one, whole; and the next save sweeps what is left. */
async function judgeSaved(fault: string, root: string, answer: string | undefined): Promise<void> {
  const { saves, guard, comp, step } = savesIn(root);
  const text = await readFile(comp, 'utf8');
  expect([OLD, NEW].includes(text), `${fault} leaves ${text.length} characters`).toBe(true);
  if (answer === 'ok') expect(text, fault).toBe(NEW);
  guard.give('next');
  await saves.save(comp, Buffer.from('next'), { client: 'next', expected: (await identityOf(comp)) ?? 'missing' });
  expect(await readFile(comp, 'utf8'), fault).toBe('next');
  expect((await readdir(step)).sort(), fault).toEqual([
    '.~DEMO_S_SH010_COMP.comp.lock.saved-2',
    'DEMO_S_SH010_COMP.comp',
  ]);
}

/** The comp is untouched, every version is whole, and the next one gets a number of its own. */
async function judgeVersion(fault: string, root: string, answer: string | undefined): Promise<void> {
  const { saves, comp, step, logged } = savesIn(root);
  expect(await readFile(comp, 'utf8'), fault).toBe(OLD);
  const folder = path.join(step, '_versions');
  const versionsThere = async () => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^DEMO.*\.comp$/.test(name));
    for (const name of names) expect(await readFile(path.join(folder, name), 'utf8'), fault).toBe(OLD);
    return names;
  };
  const before = await versionsThere();
  if (answer === 'ok') expect(before, fault).toHaveLength(1);
  const next = await saves.version({ file: comp, comment: '' });
  expect(before, fault).not.toContain(path.basename(next.file));
  expect(await versionsThere(), fault).toHaveLength(before.length + 1);
  expect(logged, fault).toEqual([]);
  const left = (await readdir(folder)).filter((name) => name.includes('.tmp-'));
  expect(left, fault).toEqual([]);
}
