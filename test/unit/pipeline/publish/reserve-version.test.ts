import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { releaseReservations, reserveVersion } from '../../../../server/pipeline/publish/reserve-version.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { InstantQueue } from './instant-queue.ts';
import { publishToEnd, testProject } from './test-project.ts';

const owner = (publish: string) => ({ publish, user: publish, machine: `ws-${publish}`, at: '2026-11-28T10:00:00Z' });

describe('the number of a version', () => {
  test.each([['004_WIP'], ['004_OK'], ['004'], ['plate_004_OK']])('is one, whatever the state: %s', async (name) => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, name));
    expect(await reserveVersion(fileOperations, folder, owner('ann'))).toBe(5);
  });

  test(
    'is given to exactly one of those who want it at once, and the others are told who has it',
    async () => {
      const folder = await temporaryFolder();
      const users = ['ann', 'bob', 'cyn', 'dan'];
      for (let round = 0; round < fuzzRuns(20); round += 1) {
        const ends = await Promise.allSettled(
          users.map((user) => reserveVersion(fileOperations, folder, owner(user), 1)),
        );
        const winners = users.filter((_, at) => ends[at]?.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        const [winner = ''] = winners;
        for (const end of ends) {
          if (end.status === 'fulfilled') expect(end.value).toBe(1);
          else {
            expect(end.reason).toBeInstanceOf(ComplineError);
            expect(end.reason).toMatchObject({
              code: 'version-taken',
              message: `Version 001 was taken by ${winner} on ws-${winner}, 2026-11-28T10:00:00Z.`,
              details: { holder: { version: 1, user: winner, machine: `ws-${winner}` } },
            });
          }
        }
        await releaseReservations(fileOperations, folder, winner);
        expect(await readdir(folder)).toEqual([]);
      }
    },
    FUZZ_TIMEOUT,
  );

  test('that a plan has told, and that is published by now, is refused with who has published it', async () => {
    const project = await testProject();
    const queue = new InstantQueue();
    const publisher = project.publisher(undefined, queue);
    const { version } = await publisher.plan(project.options());
    await publishToEnd(publisher, project.options());
    await expect(publisher.start(project.options({ version }))).rejects.toMatchObject({
      code: 'version-taken',
      message: expect.stringMatching(/^Version 001 was taken by ann on ws01, 20/),
    });
    // One that has become free again is taken: it is lower than what was planned.
    const later = await publisher.plan(project.options());
    await rm(path.join(project.published, '001_WIP'), { recursive: true });
    expect(await publishToEnd(publisher, project.options({ version: later.version }))).toMatchObject({ version: 1 });
  });

  test('tells who else is publishing, where no number was planned', async () => {
    const project = await testProject();
    await reserveVersion(fileOperations, project.published, owner('bob'));
    const publisher = project.publisher(undefined, new InstantQueue());
    const bob = { version: 1, user: 'bob', machine: 'ws-bob', at: '2026-11-28T10:00:00Z' };
    expect(await publisher.plan(project.options())).toMatchObject({ version: 2, others: [bob] });
    expect(await publishToEnd(publisher, project.options())).toMatchObject({ version: 2, others: [bob] });
    expect((await readdir(project.published)).sort()).toEqual(['.compline-version-001', '002_WIP']);
  });
});
