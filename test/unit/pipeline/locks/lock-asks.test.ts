import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWithComp, machineOf } from './lock-rig.ts';

const line = (user: string, message: string) =>
  `${JSON.stringify({ file: '/elsewhere/a.comp', from: { user, machine: 'ws02' }, message, at: '2026-01-01T00:00:00Z' })}\n`;

describe('asking for a lock', () => {
  test('reaches its owner at the next heartbeat, once, and leaves nothing', async () => {
    const { folder, file } = await folderWithComp();
    const [ann, bob, eve] = [machineOf('ann'), machineOf('bob'), machineOf('eve')];
    await ann.locks.acquire(file, 'window');
    await bob.locks.ask(file, 'x', 'May I?');
    await eve.locks.ask(file, 'x', '');
    await ann.locks.heartbeat();
    await ann.locks.heartbeat();
    expect(ann.asked).toEqual(['window: bob: May I?', 'window: eve: ']);
    expect((await readdir(folder)).filter((name) => name.includes('asked'))).toEqual([]);
  });

  test('reaches another client of the same core at once, under its own name of the file', async () => {
    const { file } = await folderWithComp();
    const { locks, asked } = machineOf('ann');
    await locks.acquire(file, 'window');
    await locks.ask(file, 'other', 'May I?');
    expect(asked).toEqual(['window: ann: May I?']);
  });

  test('is refused where there is nobody to ask', async () => {
    const { file } = await folderWithComp();
    const { locks } = machineOf('ann');
    await expect(locks.ask(file, 'one', '')).rejects.toMatchObject({ code: 'wrong-state' });
    await locks.acquire(file, 'one', { keep: true });
    await expect(locks.ask(file, 'one', '')).rejects.toMatchObject({ code: 'wrong-state' });
    await locks.clientEnded('one');
    await expect(locks.ask(file, 'two', '')).rejects.toMatchObject({
      code: 'wrong-state',
      message: expect.stringContaining('kept on this machine'),
    });
  });

  test('ends where an owner who does not listen was asked too often', async () => {
    const { file } = await folderWithComp();
    const bob = machineOf('bob').locks;
    await machineOf('ann').locks.acquire(file, 'window');
    const message = 'x'.repeat(10_000);
    const ask = async (): Promise<string> =>
      await bob.ask(file, 'x', message).then(
        () => 'told',
        (error) => error.code,
      );
    const answers: string[] = [];
    for (let times = 0; times < 70; times += 1) answers.push(await ask());
    expect([answers[0], answers.at(-1)]).toEqual(['told', 'wrong-state']);
  });

  test.each([
    ['no JSON', 'hello\n\n{"from":1}\nnull\n'],
    ['a torn line', line('bob', 'late').slice(0, -9)],
    ['bytes', '\u0000\u0001\n'],
    ['a very long line', 'x'.repeat(10_000_000)],
  ])('is not told where it is %s', async (_name, text) => {
    const { folder, file, lock } = await folderWithComp();
    const { locks, asked } = machineOf('ann');
    await locks.acquire(file, 'window');
    await writeFile(`${lock}.asked`, text);
    await locks.heartbeat();
    expect(asked).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.includes('asked'))).toEqual([]);
  });

  test('is told as one short line, and not a thousand times', async () => {
    const { file, lock } = await folderWithComp();
    const { locks, asked } = machineOf('ann');
    await locks.acquire(file, 'window');
    await writeFile(
      `${lock}.asked`,
      line('b\u001b[2Job', `one\ntwo${'x'.repeat(5_000)}`) + line('eve', '!').repeat(400),
    );
    await locks.heartbeat();
    expect(asked).toHaveLength(20);
    expect(asked[0]).toMatch(/^window: b \[2Job: one twox+$/);
    expect(asked[0]?.length).toBeLessThan(1_100);
  });

  test('by what is no file leaves the lock alone', async () => {
    const { folder, file, lock } = await folderWithComp();
    const { locks, asked, told } = machineOf('ann');
    await locks.acquire(file, 'window');
    await locks.acquire(path.join(folder, 'b.comp'), 'window');
    await mkdir(`${lock}.asked`);
    await symlink('/dev/zero', path.join(folder, '.~b.comp.lock.asked'));
    await locks.heartbeat();
    expect(asked).toEqual([]);
    expect(told).toEqual(['window mine ann', 'window mine ann']);
    await expect(machineOf('bob').locks.ask(file, 'x', '')).rejects.toBeDefined();
  });
});
