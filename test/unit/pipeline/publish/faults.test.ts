import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileError } from '../../../../server/pipeline/files/file-error.ts';
import { type FileOperations, fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import type { Publisher } from '../../../../server/pipeline/publish/publisher.ts';
import { fuzzRuns } from '../../../fuzz.ts';
import { crashingFiles } from './crash-files.ts';
import { exportProject, visible } from './export-project.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, publishToEnd, type TestProject, testProject } from './test-project.ts';

/** With `COMPLINE_FUZZ` every operation fails in turn, else some of them. */
const ALL = fuzzRuns(1) > 1;

/** File operations of which the one with a number fails, and all after it too where the disk stays as it is. */
function failing(at: number, code: string, stays: boolean): { readonly files: FileOperations; begun(): number } {
  let calls = 0;
  const guarded =
    <Args extends [file: string, ...rest: never[]], Result>(operation: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      calls += 1;
      if (calls !== at && !(stays && calls > at)) return await operation(...args);
      throw fileError(Object.assign(new Error(code), { code }), args[0], 'changing');
    };
  return {
    begun: () => calls,
    files: {
      makeFolder: guarded(fileOperations.makeFolder),
      write: guarded(fileOperations.write),
      createExclusive: guarded(fileOperations.createExclusive),
      move: guarded(fileOperations.move),
      // What is full or locked lets itself be emptied.
      remove: fileOperations.remove,
      removeIfEmpty: fileOperations.removeIfEmpty,
    },
  };
}

const fewFrames = async (project: TestProject): Promise<void> => {
  const comp = await readFile(project.comp, 'utf8');
  await writeFile(project.comp, comp.replace(/RenderRange = \{[^}]*\}/, 'RenderRange = { 1001, 1002 }'));
};

/** Whoever does not go on with a publish that has failed cancels it: what it has rendered goes. */
const dropKept = async (publisher: Publisher): Promise<void> => {
  for (const { id, phase } of await publisher.list()) if (phase === 'failed') await publisher.cancel(id);
};

describe('where an operation fails, whichever it is, the publish is whole or nothing', () => {
  test.each([
    ['a full disk for a moment', 'ENOSPC', false, 1],
    ['a full disk that stays full', 'ENOSPC', true, 3],
    ['a permission that is lost', 'EACCES', true, 5],
  ])('of a version: %s', async (_name, code, stays, first) => {
    const ends = new Set<string>();
    for (let at = ALL ? 1 : first, isOver = false; !isOver; at += ALL ? 1 : 6) {
      const project = await testProject();
      await fewFrames(project);
      const before = await contents(project.root);
      const queue = new InstantQueue();
      const { files, begun } = failing(at, code, stays);
      const publisher = project.publisher(files, queue);
      const error = await publishToEnd(publisher, project.options()).catch((reason: unknown) => reason);
      await publisher.settled();
      isOver = begun() < at;
      const next = project.publisher(undefined, queue);
      await next.recover();
      await next.settled();
      await dropKept(next);
      const versions = await readdir(project.published).catch(() => []);
      ends.add(versions.length === 0 ? 'nothing' : 'whole');
      expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
      if (versions.length === 0) {
        expect(await contents(project.root)).toEqual(before);
        expect(error).toMatchObject(error instanceof Error ? { nextStep: expect.any(String) } : { phase: 'failed' });
      } else {
        expect(versions).toEqual(['001_WIP']);
        expect(await readdir(path.join(project.published, '001_WIP'))).toHaveLength(5);
        expect((await next.list())[0]).toMatchObject({ phase: 'completed' });
        const sidecar = JSON.parse(await readFile(path.join(project.stepFolder, '_ramses_data.json'), 'utf8'));
        expect(sidecar['DEMO_S_SH020_COMP.comp'].version).toBe(1);
      }
    }
    expect(ends).toEqual(new Set(['nothing', 'whole']));
  });

  test('of an export: a permission that is lost in its commit comes back with the next start', async () => {
    const ends = new Set<string>();
    for (let at = 1, isOver = false; !isOver; at += ALL ? 1 : 11) {
      const project = await exportProject();
      await publishToEnd(project.publisher(), project.options());
      const before = await contents(project.exports);
      const queue = new InstantQueue();
      const { files, begun } = failing(at, 'EACCES', true);
      const publisher = project.publisher(files, queue);
      await publishToEnd(publisher, project.options()).catch((reason: unknown) => reason);
      await publisher.settled();
      isOver = begun() < at;
      const next = project.publisher(undefined, queue);
      await next.recover();
      await next.settled();
      await dropKept(next);
      const isNew = (await readdir(project.published)).length === 2;
      ends.add(isNew ? 'new' : 'old');
      if (!isNew) expect(await contents(project.exports)).toEqual(before);
      expect(await visible(project.exports)).toHaveLength(4);
      expect((await readdir(project.exports)).filter((name) => name.includes('delivering'))).toEqual([]);
      expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    expect(ends).toEqual(new Set(['old', 'new']));
  });
});

test('committing a version takes as many operations for many frames as for few', async () => {
  const counts: number[] = [];
  for (const last of [1001, 1012]) {
    const project = await testProject((config) => config.replace('chunkSize: 5', 'chunkSize: 50'));
    const comp = await readFile(project.comp, 'utf8');
    await writeFile(project.comp, comp.replace(/RenderRange = \{[^}]*\}/, `RenderRange = { 1001, ${last} }`));
    const { files, calls } = crashingFiles(Number.POSITIVE_INFINITY, 'before');
    await publishToEnd(project.publisher(files, new InstantQueue()), project.options());
    counts.push(calls.length);
  }
  expect(counts[1]).toBe(counts[0]);
});
