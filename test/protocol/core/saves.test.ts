import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { CoreConnection } from '../../../server/link/core-connection.ts';
import { verifyAuditFile } from '../../../server/pipeline/audit/audit-file.ts';
import { eventually } from '../../unit/eventually.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, coreProcess, kill, stateFolder } from './core-rig.ts';

const comp = async () => {
  const root = await temporaryFolder();
  writeFileSync(path.join(root, 'compline.yaml'), 'version: 1\nproject: { id: DEMO }\n');
  const file = path.join(root, 'shot', 'a.comp');
  mkdirSync(path.dirname(file));
  writeFileSync(file, 'old');
  return { root, file };
};

const editorSaves = async (core: CoreConnection, file: string, text: string) => {
  const { save } = await core.request('save/begin', { file });
  writeFileSync(file, text);
  return (await core.request('save/end', { save })).conflict;
};

const trailOf = (root: string) => {
  const folder = path.join(root, '.compline', 'audit');
  return path.join(folder, readdirSync(folder)[0] ?? '');
};

const lines = (root: string) => {
  return readFileSync(trailOf(root), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event !== 'locked');
};

test('the owner of a lock saves what it knew; what somebody else wrote since is a conflict', async () => {
  const { root, file } = await comp();
  const core = await connect(await stateFolder());
  await core.request('lock/acquire', { file });
  expect(await editorSaves(core, file, 'mine')).toBeUndefined();
  writeFileSync(file, 'theirs');
  const conflict = await editorSaves(core, file, 'mine again');
  expect(conflict).toMatchObject({ file, reason: 'changed' });
  expect(readFileSync(conflict?.theirs ?? '', 'utf8')).toBe('theirs');
  const { version } = await core.request('save/resolve', { conflict: conflict?.id ?? '', choice: 'new-version' });
  expect(version).toMatchObject({ number: 1, state: 'wip' });
  expect([readFileSync(file, 'utf8'), readFileSync(version?.file ?? '', 'utf8')]).toEqual(['theirs', 'mine again']);
  expect(await core.request('save/conflicts', {})).toEqual({ conflicts: [] });
  expect(lines(root).map(({ event }) => event)).toEqual(['save-conflict', 'saved', 'save-conflict-decided']);
  expect(await verifyAuditFile(trailOf(root))).toMatchObject({ problems: [], torn: false });
});

test('who begins to change a file anew has seen what it holds by then', async () => {
  const { file } = await comp();
  const core = await connect(await stateFolder());
  await core.request('lock/acquire', { file });
  expect(await editorSaves(core, file, 'mine')).toBeUndefined();
  writeFileSync(file, 'read anew from the disk');
  await core.request('lock/acquire', { file });
  expect(await editorSaves(core, file, 'mine again')).toBeUndefined();
});

test('who gets the lock back with changes of before has not seen what the file holds by then', async () => {
  const { file } = await comp();
  const core = await connect(await stateFolder());
  await core.request('lock/acquire', { file });
  expect(await editorSaves(core, file, 'mine')).toBeUndefined();
  writeFileSync(file, 'theirs');
  await core.request('lock/release', { file });
  await core.request('lock/acquire', { file, unsaved: true });
  expect(await editorSaves(core, file, 'mine again')).toMatchObject({ reason: 'changed' });
});

test('another window that saves all the same has a conflict, which is still there for the next core', async () => {
  const { file } = await comp();
  const folder = await stateFolder();
  const [owner, other] = [await connect(folder), await connect(folder)];
  await owner.request('lock/acquire', { file });
  expect(await editorSaves(other, file, 'not mine')).toMatchObject({ reason: 'locked' });
  await kill(coreProcess(folder) ?? 0);
  const next = await connect(folder);
  const { conflicts } = await next.request('save/conflicts', {});
  expect(conflicts).toMatchObject([{ file, reason: 'locked' }]);
  const [conflict] = conflicts;
  await next.request('save/resolve', { conflict: conflict?.id ?? '', choice: 'take-back' });
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readFileSync(conflict?.ours ?? '', 'utf8')).toBe('not mine');
});

test('an owner whose lock another machine took over is told, however it saves', async () => {
  const { file } = await comp();
  const [owner, other] = [await connect(await stateFolder()), await connect(await stateFolder())];
  await owner.request('lock/acquire', { file });
  expect(await editorSaves(owner, file, 'mine')).toBeUndefined();
  await other.request('lock/take-over', { file, reason: 'at lunch' });
  expect(await editorSaves(other, file, 'theirs')).toBeUndefined();
  const conflict = await editorSaves(owner, file, 'mine again');
  expect(conflict).toMatchObject({ reason: 'lock-lost' });
  const kept = readdirSync(path.dirname(file)).filter((name) => name.includes('.lock.saved-'));
  expect(kept).toEqual(['.~a.comp.lock.saved-2']);
  await owner.request('save/resolve', { conflict: conflict?.id ?? '', choice: 'new-version' });
  expect(readFileSync(file, 'utf8')).toBe('theirs');
  expect(await editorSaves(other, file, 'theirs again')).toBeUndefined();
});

test.each(['window', 'core'])('a save whose %s is gone before its end is compared all the same', async (who) => {
  const { file } = await comp();
  const folder = await stateFolder();
  const [owner, other] = [await connect(folder), await connect(folder)];
  await owner.request('lock/acquire', { file });
  await other.request('save/begin', { file });
  writeFileSync(file, 'not mine');
  if (who === 'core') await kill(coreProcess(folder) ?? 0);
  else other.dispose();
  const next = await connect(folder);
  const conflicts = await eventually(async () => {
    const answer = await next.request('save/conflicts', {});
    return answer.conflicts.length > 0 && answer.conflicts;
  }, 'the conflict');
  expect(conflicts).toMatchObject([{ file, reason: 'locked' }]);
});
