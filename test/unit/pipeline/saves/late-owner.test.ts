import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { identityOf } from '../../../../server/pipeline/files/file-identity.ts';
import { eventually } from '../../eventually.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { savesIn } from './saves-rig.ts';

const script = fileURLToPath(new URL('./late-owner.ts', import.meta.url));

test.skipIf(process.platform === 'win32').each([
  ['saves through its core', true],
  ['writes the file by other means', false],
])(
  'an owner that is stopped past its lock, between its last look and its renaming, finds out: the new owner %s',
  async (_name, isOfCore) => {
    const root = await temporaryFolder();
    const other = savesIn(root, { folder: path.join(root, 'other-state') });
    const { comp, step, guard } = other;
    await writeFile(comp, 'read by both');
    guard.give('late');

    const late = spawn(process.execPath, [script, root, 'late'], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void late.kill('SIGKILL'));
    const lines: string[] = [];
    createInterface({ input: late.stdout }).on('line', (line) => lines.push(line));
    await eventually(() => lines.includes('stops'), 'the stop of the late owner');
    await eventually(() => isStopped(late.pid ?? 0), 'the late owner standing still');

    const fence = guard.give('new');
    const expected = (await identityOf(comp)) ?? 'missing';
    if (isOfCore) await other.saves.save(comp, Buffer.from('of the new owner'), { client: 'new', expected });
    else await writeFile(comp, 'of the new owner');
    expect(await readFile(comp, 'utf8')).toBe('of the new owner');

    late.kill('SIGCONT');
    const { code, conflicts, told } = JSON.parse(await eventually(() => lines[1], 'what the late owner found'));
    expect(code).toBe('lock-lost');
    expect(conflicts).toMatchObject([{ reason: 'lock-lost', owner: { user: 'new' }, ours: 'late' }]);
    expect(await readFile(comp, 'utf8')).toBe('late');
    expect(told).toEqual([expect.stringContaining('yours is kept')]);
    const left = (await readdir(step)).filter((name) => name.startsWith('.~'));
    if (isOfCore) {
      expect(conflicts[0].theirs).toBe('of the new owner');
      const saved = `.~${path.basename(comp)}.lock.saved-${fence}`;
      expect(left).toEqual([saved]);
      expect(await readFile(path.join(step, saved), 'utf8')).toBe('of the new owner');
    } else {
      // In place: the name that was kept of the file before the renaming shows what was written into it since.
      expect(conflicts[0].theirs).toBe('of the new owner');
    }
    // The new owner finds it out as well, at its own next save.
    const save = await other.saves.begin(comp, 'new');
    await writeFile(comp, 'again of the new owner');
    expect(await other.saves.end(save, 'new')).toMatchObject(isOfCore ? { reason: 'changed' } : {});
  },
);

/** By the state of the process; where no system tells it, it is taken for stopped. */
async function isStopped(id: number): Promise<boolean> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => ') T');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
}
