import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LockShares } from '../../../../server/pipeline/locks/lock-shares.ts';
import { LockedRecord } from '../../../../server/pipeline/locks/locked-record.ts';
import type { Lock } from '../../../../server/protocol/locks.ts';

const lock = (file: string, session: string): Lock => ({
  file,
  state: 'mine',
  owner: {
    ...{ version: 1, user: 'ann', machine: 'ws01', process: 1, application: 'Compline', session },
    ...{ acquired: '2026-01-01T00:00:00Z', renewed: '2026-01-01T00:00:00Z' },
  },
});

test('a lock is on record once, in the project of its file; what cannot be written is logged', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-locked-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const root = path.join(folder, 'project');
  await mkdir(path.join(root, 'shot'), { recursive: true });
  await writeFile(path.join(root, 'compline.yaml'), '');
  const told: unknown[] = [];
  const logged: unknown[] = [];
  const append = async (project: string, { event, id, file }: { event: string; id: string; file?: unknown }) => {
    if (id === 'bad') throw new Error('no disk');
    told.push([project, event, id, file]);
  };
  const record = new LockedRecord({ append }, new LockShares(), { warn: (_facts, text) => logged.push(text) });
  record.add(lock(path.join(root, 'shot', 'a.comp'), 's1'));
  record.add(lock(path.join(root, 'shot', 'a.comp'), 's1'));
  record.add({ file: path.join(root, 'b.comp'), state: 'free' });
  record.add(lock(path.join(folder, 'outside.comp'), 's2'));
  record.add(lock(path.join(root, 'c.comp'), 'bad'));
  await record.settled();
  expect(told).toEqual([[root, 'locked', 's1', 'shot/a.comp']]);
  expect(logged).toEqual(['A lock is not in the audit trail.']);
});
