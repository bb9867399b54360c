import { chmod, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { identityOf } from '../../../../server/pipeline/files/file-identity.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { type SavesRig, savesIn } from './saves-rig.ts';

const OLD = 'Composition { old }\n';
const THEIRS = 'Composition { theirs }\n';
const OURS = 'Composition { ours }\n';

async function rigWith(text: string | undefined, options?: Parameters<typeof savesIn>[1]) {
  const root = await temporaryFolder();
  const rig = savesIn(root, options);
  if (text !== undefined) await writeFile(rig.comp, text);
  return { ...rig, root };
}

/** An editor saves, by writing the file in place. */
async function editorSaves({ saves, comp }: SavesRig, text: string, client = 'me') {
  const save = await saves.begin(comp, client);
  await writeFile(comp, text);
  return await saves.end(save, client);
}

const textsOf = async (conflict: { theirs: string; ours: string } | undefined) =>
  conflict && [await readFile(conflict.theirs, 'utf8'), await readFile(conflict.ours, 'utf8')];

describe('a save of an editor', () => {
  test('over what it knew is none of our business, one after the other', async () => {
    const rig = await rigWith(OLD);
    await rig.saves.remember(rig.comp, 'me');
    for (const text of [OURS, THEIRS, '']) expect(await editorSaves(rig, text)).toBeUndefined();
    expect(await rig.saves.conflicts()).toEqual([]);
    expect(rig.audit).toEqual([]);
    expect(rig.logged).toEqual([]);
  });

  test('over what somebody else wrote is a conflict that keeps both texts', async () => {
    const rig = await rigWith(OLD);
    await rig.saves.remember(rig.comp, 'me');
    await writeFile(rig.comp, THEIRS);
    const conflict = await editorSaves(rig, OURS);
    expect(conflict).toMatchObject({ file: rig.comp, reason: 'changed' });
    expect(await textsOf(conflict)).toEqual([THEIRS, OURS]);
    expect(path.basename(conflict?.theirs ?? '')).toBe(path.basename(rig.comp));
    expect(await rig.saves.conflicts()).toEqual([conflict]);
    expect(rig.audit).toMatchObject([{ event: 'save-conflict', id: conflict?.id, reason: 'changed' }]);
    expect(rig.audit[0]?.comp).toBe('05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp');
    if (process.platform !== 'win32') expect((await stat(conflict?.theirs ?? '')).mode & 0o777).toBe(0o600);
  });

  test('waits for what its client is just reading', async () => {
    const rig = await rigWith(OLD);
    await rig.saves.remember(rig.comp, 'me');
    await writeFile(rig.comp, THEIRS);
    void rig.saves.remember(rig.comp, 'me');
    expect(await editorSaves(rig, OURS)).toBeUndefined();
  });

  test('of a file that was never read is no conflict at first, and one later', async () => {
    const rig = await rigWith(OLD);
    expect(await editorSaves(rig, OURS)).toBeUndefined();
    await writeFile(rig.comp, THEIRS);
    expect(await editorSaves(rig, 'mine again')).toMatchObject({ reason: 'changed' });
  });

  test('while somebody else holds the lock is one, whatever the file held', async () => {
    const rig = await rigWith(OLD);
    rig.guard.give('ada');
    const conflict = await editorSaves(rig, OURS);
    expect(conflict).toMatchObject({ reason: 'locked', owner: { user: 'ada' } });
    expect(await textsOf(conflict)).toEqual([OLD, OURS]);
    expect(rig.audit).toMatchObject([{ holder: { user: 'ada', machine: 'ws02' } }]);
  });

  test.each(['before', 'within'])('after a lock that was taken over %s it is one', async (when) => {
    const rig = await rigWith(OLD);
    rig.guard.give('me');
    await rig.saves.remember(rig.comp, 'me');
    if (when === 'before') rig.guard.give('ada');
    const save = await rig.saves.begin(rig.comp, 'me');
    if (when === 'within') rig.guard.give('ada');
    await writeFile(rig.comp, OURS);
    expect(await rig.saves.end(save, 'me')).toMatchObject({ reason: 'lock-lost', owner: { user: 'ada' } });
  });

  test('with the lock keeps what was saved beside it, and nothing older', async () => {
    const rig = await rigWith(OLD);
    for (const expected of [1, 2]) {
      const fence = rig.guard.give('me');
      expect(fence).toBe(expected);
      await editorSaves(rig, `${OURS}${fence}`);
      const names = (await readdir(rig.step)).filter((name) => name.startsWith('.~'));
      expect(names).toEqual([`.~DEMO_S_SH010_COMP.comp.lock.saved-${fence}`]);
      expect(await readFile(path.join(rig.step, names[0] ?? ''), 'utf8')).toBe(`${OURS}${fence}`);
    }
  });

  test('that did not come to be is no conflict, and teaches nobody anything', async () => {
    const rig = await rigWith(OLD);
    await rig.saves.remember(rig.comp, 'me');
    await writeFile(rig.comp, THEIRS);
    const save = await rig.saves.begin(rig.comp, 'me');
    expect(await rig.saves.end(save, 'me')).toBeUndefined();
    expect(await editorSaves(rig, OURS)).toMatchObject({ reason: 'changed' });
  });

  test.each([
    ['begins without a file', undefined, OURS],
    ['ends without a file', OLD, undefined],
  ])('that %s is no conflict', async (_name, before, after) => {
    const rig = await rigWith(before);
    const save = await rig.saves.begin(rig.comp, 'me');
    if (after === undefined) await rm(rig.comp);
    else await writeFile(rig.comp, after);
    expect(await rig.saves.end(save, 'me')).toBeUndefined();
  });

  test('of a huge file, of a folder, and of what may not be read is told', async () => {
    const rig = await rigWith('');
    await truncate(rig.comp, 100 * 1024 * 1024 + 1);
    await expect(rig.saves.begin(rig.comp, 'me')).rejects.toMatchObject({
      code: 'not-supported',
      message: 'DEMO_S_SH010_COMP.comp has 101 MB; files of up to 100 MB are kept.',
    });
    await expect(rig.saves.begin(rig.step, 'me')).rejects.toMatchObject({ code: 'not-supported' });
    if (process.getuid?.() !== 0 && process.platform !== 'win32') {
      await chmod(rig.comp, 0);
      await expect(rig.saves.begin(rig.comp, 'me')).rejects.toMatchObject({ code: 'no-permission' });
    }
  });

  test('ends once, and for the one who began it', async () => {
    const rig = await rigWith(OLD);
    const save = await rig.saves.begin(rig.comp, 'me');
    await expect(rig.saves.end(save, 'you')).rejects.toMatchObject({ code: 'not-found' });
    await rig.saves.end(save, 'me');
    await expect(rig.saves.end(save, 'me')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is compared once where its window ends in the middle of that', async () => {
    const rig = await rigWith(OLD);
    rig.guard.give('ada');
    const save = await rig.saves.begin(rig.comp, 'me');
    await writeFile(rig.comp, OURS);
    const [conflict] = await Promise.all([rig.saves.end(save, 'me'), rig.saves.clientEnded('me')]);
    expect(await rig.saves.conflicts()).toEqual([conflict]);
  });

  test('while the share does not answer is kept all the same', async () => {
    const rig = await rigWith(OLD);
    rig.guard.onAsked = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
    expect(await editorSaves(rig, OURS)).toBeUndefined();
    expect(rig.logged).toHaveLength(2);
  });
});

test('a save on a share that does not answer any more is open until it does', async () => {
  let isAway = false;
  const away = new ComplineError({ code: 'share-unreachable', message: 'away' });
  const rig = await rigWith(OLD, { onShare: async (_file, work) => (isAway ? Promise.reject(away) : await work()) });
  rig.guard.give('ada');
  const save = await rig.saves.begin(rig.comp, 'me');
  await writeFile(rig.comp, OURS);
  isAway = true;
  await expect(rig.saves.end(save, 'me')).rejects.toBe(away);
  await rig.saves.clientEnded('me');
  expect(await rig.saves.conflicts()).toEqual([]);
  isAway = false;
  expect(await rig.saves.conflicts()).toMatchObject([{ reason: 'locked' }]);
});

test('what another holder saved between begin and end is what was replaced, though both wrote in place', async () => {
  const rig = await rigWith(OLD);
  const other = savesIn(rig.root, { folder: path.join(rig.root, 'other') });
  rig.guard.give('me');
  const late = await rig.saves.begin(rig.comp, 'me');
  rig.guard.give('ada');
  const save = await other.saves.begin(rig.comp, 'ada');
  await writeFile(rig.comp, THEIRS);
  expect(await other.saves.end(save, 'ada')).toBeUndefined();
  await writeFile(rig.comp, OURS);
  const conflict = await rig.saves.end(late, 'me');
  expect(conflict).toMatchObject({ reason: 'lock-lost' });
  expect(await textsOf(conflict)).toEqual([THEIRS, OURS]);
});

test('nothing is begun on a share that does not answer', async () => {
  let isAway = false;
  const away = new ComplineError({ code: 'share-unreachable', message: 'away' });
  const rig = await rigWith(OLD, { onShare: async (_file, work) => (isAway ? Promise.reject(away) : await work()) });
  rig.guard.give('ada');
  const { id = '' } = (await editorSaves(rig, OURS)) ?? {};
  isAway = true;
  await expect(rig.saves.resolve(id, 'new-version', 'me')).rejects.toBe(away);
  await expect(rig.saves.version({ file: rig.comp, comment: '' })).rejects.toBe(away);
  isAway = false;
  expect(await rig.saves.conflicts()).toMatchObject([{ id }]);
  expect(await rig.saves.version({ file: rig.comp, comment: '' })).toMatchObject({ number: 1 });
});

describe('two windows that save one file at the same time', () => {
  test('take turns, and the second one is told what the first one wrote', async () => {
    const rig = await rigWith(OLD, { patience: 60_000 });
    for (const client of ['me', 'you']) await rig.saves.remember(rig.comp, client);
    const mine = await rig.saves.begin(rig.comp, 'me');
    const yours = rig.saves.begin(rig.comp, 'you');
    await writeFile(rig.comp, THEIRS);
    expect(await rig.saves.end(mine, 'me')).toBeUndefined();
    const save = await yours;
    await writeFile(rig.comp, OURS);
    const conflict = await rig.saves.end(save, 'you');
    expect(conflict).toMatchObject({ reason: 'changed' });
    expect(await textsOf(conflict)).toEqual([THEIRS, OURS]);
  });

  test('are conflicts where the first one takes too long', async () => {
    const rig = await rigWith(OLD, { patience: 1 });
    const mine = await rig.saves.begin(rig.comp, 'me');
    const yours = await rig.saves.begin(rig.comp, 'you');
    await writeFile(rig.comp, OURS);
    expect(await rig.saves.end(yours, 'you')).toMatchObject({ reason: 'changed' });
    expect(await rig.saves.end(mine, 'me')).toMatchObject({ reason: 'changed' });
  });
});

describe('a save that never ends', () => {
  test('ends with the next one of its window', async () => {
    const rig = await rigWith(OLD);
    rig.guard.give('ada');
    const first = await rig.saves.begin(rig.comp, 'me');
    await writeFile(rig.comp, OURS);
    const conflict = await editorSaves(rig, 'mine again');
    const conflicts = await rig.saves.conflicts();
    expect(conflicts).toEqual([expect.anything(), conflict]);
    expect(await Promise.all(conflicts.map(textsOf))).toEqual([
      [OLD, OURS],
      [OURS, 'mine again'],
    ]);
    await expect(rig.saves.end(first, 'me')).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['whose window ends', (rig: SavesRig) => rig.saves.clientEnded('me')],
    ['whose core ends', (rig: SavesRig & { root: string }) => savesIn(rig.root).saves.recover()],
  ])('%s is compared all the same', async (_name, end) => {
    const rig = await rigWith(OLD);
    rig.guard.give('ada');
    await rig.saves.begin(rig.comp, 'me');
    await writeFile(rig.comp, OURS);
    await end(rig);
    const [conflict, ...others] = await savesIn(rig.root).saves.conflicts();
    expect(conflict).toMatchObject({ reason: 'locked', owner: { user: 'ada' } });
    expect(others).toEqual([]);
    expect(await textsOf(conflict)).toEqual([OLD, OURS]);
    await savesIn(rig.root).saves.recover();
    expect(await savesIn(rig.root).saves.conflicts()).toHaveLength(1);
  });

  test.each([
    ['', true],
    ['Composition { ou', true],
    [OURS, false],
    [OLD, false],
  ])('and left %j is a conflict: %s', async (left, isOne) => {
    const rig = await rigWith(OLD);
    await rig.saves.begin(rig.comp, 'me');
    await writeFile(rig.comp, left);
    await rig.saves.clientEnded('me');
    expect(await rig.saves.conflicts()).toHaveLength(isOne ? 1 : 0);
  });
});

describe('a conflict', () => {
  async function conflictIn(reason: 'changed' | 'locked') {
    const rig = await rigWith(OLD);
    await rig.saves.remember(rig.comp, 'me');
    if (reason === 'locked') rig.guard.give('ada');
    else await writeFile(rig.comp, THEIRS);
    const conflict = await editorSaves(rig, OURS);
    return { ...rig, id: conflict?.id ?? '', theirs: reason === 'locked' ? OLD : THEIRS };
  }

  test.each(['changed', 'locked'] as const)('of a file that was %s is decided on by a new version', async (reason) => {
    const { saves, id, comp, step, theirs, audit } = await conflictIn(reason);
    const version = await saves.resolve(id, 'new-version', 'me');
    expect(version).toMatchObject({ number: 1, state: 'wip' });
    expect(version?.file).toBe(path.join(step, '_versions', 'DEMO_S_SH010_COMP_wip001.comp'));
    expect(await readFile(version?.file ?? '', 'utf8')).toBe(OURS);
    expect(await readFile(comp, 'utf8')).toBe(theirs);
    expect(await saves.conflicts()).toEqual([]);
    expect(audit.map(({ event }) => event)).toEqual(['save-conflict', 'saved', 'save-conflict-decided']);
    await expect(saves.resolve(id, 'keep-ours', 'me')).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each(['changed', 'locked'] as const)('of a file that was %s is taken back', async (reason) => {
    const { saves, id, comp, theirs, audit } = await conflictIn(reason);
    const [conflict] = await saves.conflicts();
    expect(await saves.resolve(id, 'take-back', 'me')).toBeUndefined();
    expect(await readFile(comp, 'utf8')).toBe(theirs);
    expect(await readFile(conflict?.ours ?? '', 'utf8')).toBe(OURS);
    expect(audit.at(-1)).toMatchObject({ event: 'save-conflict-decided', choice: 'take-back', id });
  });

  test('is decided on by keeping what was saved, whatever the file holds by now', async () => {
    const { saves, id, comp } = await conflictIn('changed');
    await writeFile(comp, 'later');
    await saves.resolve(id, 'keep-ours', 'me');
    expect(await readFile(comp, 'utf8')).toBe('later');
    expect(await saves.conflicts()).toEqual([]);
  });

  test.each(['new-version', 'take-back'] as const)('stays where %s finds another text in the file', async (choice) => {
    const { saves, id, comp, step } = await conflictIn('changed');
    await writeFile(comp, 'later');
    await expect(saves.resolve(id, choice, 'me')).rejects.toMatchObject({ code: 'file-changed' });
    expect(await readFile(comp, 'utf8')).toBe('later');
    expect(await saves.conflicts()).toHaveLength(1);
    expect(await readdir(step)).not.toContain('_versions');
  });

  test('is decided on once, however many do at once', async () => {
    const { saves, id, step } = await conflictIn('changed');
    const decided = await Promise.allSettled([1, 2, 3].map(() => saves.resolve(id, 'new-version', 'me')));
    expect(decided.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await readdir(path.join(step, '_versions'))).filter((name) => name.endsWith('.comp'))).toHaveLength(1);
  });

  test('whose record is damaged is told and left, and the others stay', async () => {
    const { root } = await conflictIn('changed');
    const folder = path.join(root, 'state', 'saves', 'conflicts');
    await writeFile(path.join(folder, 'deadbeef.json'), '{"torn');
    const next = savesIn(root);
    expect(await next.saves.conflicts()).toHaveLength(1);
    expect(next.logged).toHaveLength(1);
    expect(await readdir(folder)).toContain('deadbeef.json');
  });
});

test('texts that nobody needs go by their age and their size, and those of conflicts stay', async () => {
  const root = await temporaryFolder();
  let now = Date.now();
  const keeping = { age: 1_000_000, total: 60, untouched: 1000 };
  const rig = savesIn(root, { keeping, now: () => now });
  await writeFile(rig.comp, 'a'.repeat(50));
  await rig.saves.remember(rig.comp, 'me');
  await writeFile(rig.comp, 'b'.repeat(50));
  await editorSaves(rig, 'c'.repeat(50));
  await rig.saves.remember(rig.comp, 'me');
  const texts = async () => {
    const folder = path.join(root, 'state', 'saves', 'texts');
    const names = await Promise.all((await readdir(folder)).map((name) => readdir(path.join(folder, name))));
    return names.length;
  };
  await editorSaves(rig, 'd'.repeat(50));
  await editorSaves(rig, 'e'.repeat(50));
  expect(await texts()).toBe(3);
  await rig.saves.recover();
  expect(await texts()).toBe(3);
  now += 2000;
  await rig.saves.recover();
  expect(await texts()).toBe(2);
  const [conflict] = await rig.saves.conflicts();
  await rig.saves.resolve(conflict?.id ?? '', 'keep-ours', 'me');
  now += 1_000_000;
  await rig.saves.recover();
  expect(await texts()).toBe(0);
});

describe('a save of the core', () => {
  const save = async ({ saves, comp }: SavesRig, client = 'me') =>
    saves.save(comp, Buffer.from(OURS), { client, expected: (await identityOf(comp)) ?? 'missing' });

  test('with the lock, and without one that anybody has, replaces the file', async () => {
    const rig = await rigWith(OLD);
    await save(rig);
    expect(await readFile(rig.comp, 'utf8')).toBe(OURS);
    expect(await readdir(rig.step)).toEqual(['DEMO_S_SH010_COMP.comp']);
    rig.guard.give('me');
    await save(rig);
    expect(await readdir(rig.step)).toEqual(['.~DEMO_S_SH010_COMP.comp.lock.saved-1', 'DEMO_S_SH010_COMP.comp']);
  });

  test.each([
    ['the lock of somebody else', ['ada'], 'locked'],
    ['a lock that was taken over', ['me', 'ada'], 'lock-lost'],
  ])('is refused by %s', async (_name, holders, code) => {
    const rig = await rigWith(OLD);
    for (const holder of holders) rig.guard.give(holder);
    await expect(save(rig)).rejects.toMatchObject({ code });
    expect(await readFile(rig.comp, 'utf8')).toBe(OLD);
    expect(await readdir(rig.step)).toEqual(['DEMO_S_SH010_COMP.comp']);
  });

  test('is refused where the file is not what was read', async () => {
    const rig = await rigWith(OLD);
    const expected = (await identityOf(rig.comp)) ?? 'missing';
    await writeFile(rig.comp, THEIRS);
    const data = Buffer.from(OURS);
    await expect(rig.saves.save(rig.comp, data, { client: 'me', expected })).rejects.toMatchObject({
      code: 'file-changed',
    });
    expect(await readFile(rig.comp, 'utf8')).toBe(THEIRS);
  });

  test('that is refused leaves what its owner saved before beside the lock', async () => {
    const rig = await rigWith(OLD);
    rig.guard.give('me');
    await save(rig);
    await writeFile(`${rig.comp}.new`, THEIRS);
    await rename(`${rig.comp}.new`, rig.comp);
    const expected = { size: OURS.length, modified: 0, sha256: 'x' };
    await expect(rig.saves.save(rig.comp, Buffer.from('x'), { client: 'me', expected })).rejects.toMatchObject({
      code: 'file-changed',
    });
    const [kept = ''] = (await readdir(rig.step)).filter((name) => name.includes('.saved-'));
    expect(await readFile(path.join(rig.step, kept), 'utf8')).toBe(OURS);
  });

  test('by somebody who had no lock, which another one gets meanwhile, keeps what it replaced', async () => {
    const rig = await rigWith(OLD);
    const old = path.join(rig.step, '.~DEMO_S_SH010_COMP.comp.lock.saved-1');
    await writeFile(old, 'of long ago');
    rig.guard.give('free');
    let asked = 0;
    rig.guard.onAsked = () => {
      asked += 1;
      if (asked === 2) rig.guard.give('ada');
    };
    await expect(save(rig)).rejects.toMatchObject({ code: 'lock-lost' });
    const [conflict] = await rig.saves.conflicts();
    expect(conflict).toMatchObject({ reason: 'locked', owner: { user: 'ada' } });
    expect(await textsOf(conflict)).toEqual([OLD, OURS]);
  });

  test('that loses its lock right before it replaces the file does not replace it', async () => {
    const rig = await rigWith(OLD);
    rig.guard.give('me');
    let asked = 0;
    rig.guard.onAsked = () => {
      asked += 1;
      if (asked === 1) rig.guard.give('ada');
    };
    await expect(save(rig)).rejects.toMatchObject({ code: 'lock-lost' });
    expect(await readFile(rig.comp, 'utf8')).toBe(OLD);
    expect(rig.told).toEqual([]);
  });

  test.each([true, false])(
    'that loses it after its last look keeps both texts (kept beside the lock: %s)',
    async (kept) => {
      const rig = await rigWith(OLD);
      rig.guard.give('me');
      let asked = 0;
      rig.guard.onAsked = async () => {
        asked += 1;
        if (asked !== 2) return;
        const fence = rig.guard.give('ada');
        const beside = path.join(rig.step, `.~DEMO_S_SH010_COMP.comp.lock.saved-${fence}`);
        if (kept) await writeFile(beside, THEIRS);
      };
      const error = await save(rig).catch((reason: unknown) => reason);
      const [conflict] = await rig.saves.conflicts();
      expect(error).toMatchObject({ code: 'lock-lost', details: { conflict } });
      expect(conflict).toMatchObject({ reason: 'lock-lost', owner: { user: 'ada' } });
      expect(await textsOf(conflict)).toEqual([kept ? THEIRS : OLD, OURS]);
      expect(rig.told).toEqual([expect.stringContaining(kept ? 'beside it, as .~' : (conflict?.theirs ?? ''))]);
      expect((await readdir(rig.step)).filter((name) => name.includes('.tmp-'))).toEqual([]);
      await rig.saves.resolve(conflict?.id ?? '', 'take-back', 'me');
      expect(await readFile(rig.comp, 'utf8')).toBe(kept ? THEIRS : OLD);
    },
  );

  test('makes no folder', async () => {
    const rig = await rigWith(OLD);
    await mkdir(path.join(rig.step, 'x'));
    const data = Buffer.from(OURS);
    const gone = path.join(rig.step, 'y', 'a.comp');
    await expect(rig.saves.save(gone, data, { client: 'me', expected: 'missing' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
