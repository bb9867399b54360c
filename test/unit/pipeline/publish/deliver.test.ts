import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditFolder } from '../../../../server/pipeline/audit/audit-trail.ts';
import { fileError } from '../../../../server/pipeline/files/file-error.ts';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { endDelivery } from '../../../../server/pipeline/publish/deliver.ts';
import { publishRecordSchema } from '../../../../server/pipeline/publish/publish-record.ts';
import { crashingFiles } from './crash-files.ts';
import { exportProject, framesOf, visible } from './export-project.ts';
import { contents, publishToEnd, type TestProject } from './test-project.ts';

const NAME = 'DEMO_S_SH020_COMP';
const audited = async ({ root }: TestProject) => {
  const [trail] = await readdir(auditFolder(root)).catch(() => []);
  if (trail === undefined) return [];
  const text = await readFile(path.join(auditFolder(root), trail), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): { event: string } => JSON.parse(line));
};

describe('an export', () => {
  test('delivers the frames with their manifest, and makes a version without them', async () => {
    const project = await exportProject();
    const ended = await publishToEnd(project.publisher(), project.options({ state: 'OK' }));
    const target = path.join(project.published, '001_OK');
    const delivered = path.join(project.exports, NAME);
    expect(ended).toMatchObject({ phase: 'completed', version: 1, target, delivered });
    expect(await visible(project.exports)).toEqual([`${NAME}.manifest.json`, ...framesOf(1001, 1003)].sort());
    expect((await readdir(target)).sort()).toEqual([`${NAME}.comp`, '_ramses_data.json', 'manifest.json']);
    const manifest = JSON.parse(await readFile(path.join(project.exports, `${NAME}.manifest.json`), 'utf8'));
    expect(manifest).toMatchObject({ publish: ended.id, number: 1 });
    expect(manifest.files.map((file: { name: string }) => file.name)).toEqual(framesOf(1001, 1003));
    expect(JSON.parse(await readFile(path.join(target, 'manifest.json'), 'utf8'))).toMatchObject({
      publish: ended.id,
      delivered: `06-EXPORT/${NAME}`,
    });
    expect(await project.publisher().versions(project.root, project.comp)).toMatchObject([{ number: 1, delivered }]);
    expect(await audited(project)).toMatchObject([{ event: 'publish', delivered: `06-EXPORT/${NAME}` }]);
    expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('replaces all that was delivered, and no other file; what was there can be brought back, and that undone', async () => {
    const project = await exportProject();
    const folder = path.join(project.exports, NAME);
    await mkdir(folder, { recursive: true });
    // Of Ramses, which writes no manifest: more frames than the new one has.
    const old = framesOf(1000, 1005);
    for (const frame of old) await writeFile(path.join(project.exports, frame), `old ${frame}`);
    await writeFile(path.join(folder, 'notes.txt'), 'notes');
    await writeFile(path.join(project.exports, 'OTHER.mov'), 'other');
    const before = await visible(project.exports);
    const publisher = project.publisher();
    expect(await publishToEnd(publisher, project.options())).toMatchObject({ phase: 'completed' });
    const fresh = ['OTHER.mov', `${NAME}.manifest.json`, `${NAME}/notes.txt`, ...framesOf(1001, 1003)].sort();
    expect(await visible(project.exports)).toEqual(fresh);

    const restored = await publisher.restoreDelivery(project.comp);
    expect(restored).toMatchObject({ name: NAME, folder: project.exports, files: 6 });
    expect(await visible(project.exports)).toEqual(before);
    expect(await readFile(path.join(project.exports, old[2] ?? ''), 'utf8')).toBe(`old ${old[2]}`);
    expect(await publisher.restoreDelivery(project.comp)).toMatchObject({ files: 3, version: 1, by: 'ann' });
    expect(await visible(project.exports)).toEqual(fresh);
    expect((await audited(project)).map(({ event }) => event)).toEqual([
      'publish',
      'restore-delivery',
      'restore-delivery',
    ]);

    // A later one keeps what it replaces, and no more.
    await publishToEnd(publisher, project.options());
    const [kept = '', ...more] = await readdir(path.join(project.exports, '.compline-delivered', NAME));
    expect(more).toEqual([]);
    expect(await visible(path.join(project.exports, '.compline-delivered', NAME, kept))).toEqual(
      [`${NAME}.manifest.json`, ...framesOf(1001, 1003)].sort(),
    );
  });

  test('is refused before anything is rendered where a file stands in the place of a folder', async () => {
    const project = await exportProject();
    for (const folder of [project.exports, path.join(project.exports, NAME)]) {
      await writeFile(folder, 'x');
      const message = `${folder} cannot be written to: it is a file.`;
      await expect(project.publisher().start(project.options())).rejects.toMatchObject({
        code: 'no-permission',
        message: expect.stringContaining(message),
      });
      await rm(folder);
      await mkdir(folder);
    }
  });

  test('of one comp does not replace that of another', async () => {
    const project = await exportProject();
    await publishToEnd(project.publisher(), project.options());
    const manifest = path.join(project.exports, `${NAME}.manifest.json`);
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('"comp": "05-SHOTS/DEMO_S_SH020', '"comp": "05-SHOTS/DEMO_S_SH999'));
    const before = await visible(project.root);
    const expected = { code: 'version-taken', message: expect.stringContaining('DEMO_S_SH999'), path: manifest };
    await expect(project.publisher().plan(project.options())).rejects.toMatchObject(expected);
    await expect(project.publisher().start(project.options())).rejects.toMatchObject(expected);
    expect(await visible(project.root)).toEqual(before);
  });

  test('waits for no other Compline that began long ago to replace the same delivery: who and since when is told', async () => {
    const project = await exportProject();
    await mkdir(project.exports);
    const turn = path.join(project.exports, `.compline-delivering-${NAME}`);
    let letGo = () => {};
    project.queue.paused = new Promise((resolve) => {
      letGo = resolve;
    });
    const publisher = project.publisher(fileOperations, project.queue);
    const { id } = await publisher.start(project.options());
    await writeFile(turn, JSON.stringify({ version: 1, id: 'x', user: 'bob', machine: 'ws02', at: '2026-11-01' }));
    letGo();
    await publisher.settled();
    const message = expect.stringMatching(/bob on ws02 since 2026-11-01/);
    expect(await publisher.get(id)).toMatchObject({ phase: 'failed', error: { code: 'locked', message } });
    await expect(publisher.start(project.options())).rejects.toMatchObject({ code: 'locked', message });
    expect(await visible(project.exports)).toEqual([]);
    await rm(turn);
    expect(await publishToEnd(publisher, project.options())).toMatchObject({ phase: 'completed', version: 1 });
  });

  test('that is recorded leaves alone what the next one, whose turn it is by then, keeps', async () => {
    const project = await exportProject();
    const { id } = await publishToEnd(project.publisher(), project.options());
    const journal = path.join(project.state, 'publishes', `${id}.json`);
    const record = publishRecordSchema.parse(JSON.parse(await readFile(journal, 'utf8')));
    const kept = path.join(project.exports, '.compline-delivered', NAME);
    await mkdir(path.join(kept, 'next'), { recursive: true });
    await mkdir(path.join(kept, id));
    for (const name of ['next', id]) await writeFile(path.join(kept, name, 'a.exr'), 'x');
    const turn = path.join(project.exports, `.compline-delivering-${NAME}`);
    const owner = { version: 1, user: 'bob', machine: 'ws02', at: '2026-11-01' };
    await writeFile(turn, JSON.stringify({ ...owner, id: 'next' }));
    await endDelivery({ files: fileOperations }, record);
    expect((await readdir(kept)).sort()).toEqual([id, 'next'].sort());
    await writeFile(turn, JSON.stringify({ ...owner, id }));
    await endDelivery({ files: fileOperations }, record);
    expect(await readdir(kept)).toEqual([id]);
    expect((await readdir(project.exports)).filter((name) => name.includes('delivering'))).toEqual([]);
  });

  test('two at once deliver one after the other, and the later one is whole', async () => {
    const project = await exportProject();
    const publisher = project.publisher();
    const ends = await Promise.all([1, 2].map(() => publishToEnd(publisher, project.options())));
    expect(ends.map(({ phase }) => phase)).toEqual(['completed', 'completed']);
    expect((await readdir(project.published)).sort()).toEqual(['001_WIP', '002_WIP']);
    expect(await visible(project.exports)).toEqual([`${NAME}.manifest.json`, ...framesOf(1001, 1003)].sort());
  });

  test('a name in a manifest that leads out of the export folder moves nothing', async () => {
    const project = await exportProject();
    await publishToEnd(project.publisher(), project.options());
    const manifest = path.join(project.exports, `${NAME}.manifest.json`);
    const value = JSON.parse(await readFile(manifest, 'utf8'));
    for (const name of ['../compline.yaml', 'X/../../compline.yaml', path.join(project.root, 'compline.yaml')]) {
      value.files.push({ name, bytes: 1, sha256: '' });
    }
    await writeFile(manifest, JSON.stringify(value));
    expect(await publishToEnd(project.publisher(), project.options())).toMatchObject({ phase: 'completed' });
    expect(await readdir(project.root)).toContain('compline.yaml');
  });

  test('that fails at any move of the commit leaves what was delivered', async () => {
    const project = await exportProject();
    await publishToEnd(project.publisher(), project.options());
    const before = await contents(project.exports);
    let moves = 0;
    for (let at = 1; ; at += 1) {
      moves = 0;
      const code = at % 2 === 0 ? 'ENOSPC' : 'EACCES';
      const files = {
        ...fileOperations,
        move: async (from: string, to: string) => {
          moves += 1;
          if (moves === at) throw fileError(Object.assign(new Error(code), { code }), to, 'moving to');
          await fileOperations.move(from, to);
        },
      };
      const ended = await publishToEnd(project.publisher(files), project.options());
      if (moves < at) break;
      expect(ended).toMatchObject({ phase: 'failed', error: { nextStep: expect.any(String) } });
      expect(await contents(project.exports)).toEqual(before);
      expect(await readdir(project.published)).toEqual(['001_WIP']);
      expect((await readdir(project.exports)).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    // Four files aside, four in, and the version.
    expect(moves).toBe(9);
  });

  test.each(['before', 'after'] as const)(
    'that is brought back by a process that dies at any operation, %s it is done, leaves the one or the other',
    async (when) => {
      const seen = new Set<string>();
      const project = await exportProject();
      const kept = path.join(project.exports, '.compline-delivered', NAME, 'before');
      const old = framesOf(1001, 1002);
      const fresh = framesOf(1001, 1003);
      for (let at = 1, isOver = false; !isOver; at += 1) {
        await rm(project.exports, { recursive: true, force: true });
        await rm(auditFolder(project.root), { recursive: true, force: true });
        for (const folder of [project.exports, kept]) await mkdir(path.join(folder, NAME), { recursive: true });
        for (const frame of old) await writeFile(path.join(kept, frame), 'old');
        for (const frame of fresh) await writeFile(path.join(project.exports, frame), 'new');
        const { files, calls } = crashingFiles(at, when);
        const dying = project.publisher(files).restoreDelivery(project.comp, NAME);
        await dying.catch((error: unknown) => error);
        isOver = calls.length < at;
        const next = project.publisher();
        await next.recover();
        const after = await visible(project.exports);
        const isBack = after.length === old.length;
        seen.add(isBack ? 'old' : 'new');
        expect(after).toEqual(isBack ? old : fresh);
        expect(Object.values(await contents(path.join(project.exports, NAME)))).toEqual(
          after.map(() => (isBack ? 'old' : 'new')),
        );
        expect((await readdir(project.exports)).filter((name) => name.includes('delivering'))).toEqual([]);
        expect(await audited(project)).toHaveLength(isBack ? 1 : 0);
        // What is not there is kept.
        await next.restoreDelivery(project.comp, NAME);
        expect(await visible(project.exports)).toEqual(isBack ? fresh : old);
      }
      expect(seen).toEqual(new Set(['old', 'new']));
    },
  );

  test('that nobody has replaced cannot be brought back', async () => {
    const project = await exportProject();
    await publishToEnd(project.publisher(), project.options());
    await expect(project.publisher().restoreDelivery(project.comp)).rejects.toMatchObject({ code: 'not-found' });
  });
});
