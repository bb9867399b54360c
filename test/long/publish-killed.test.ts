import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { at } from '../../scripts/lib/paths.mjs';
import { auditFolder } from '../../server/pipeline/audit/audit-trail.ts';
import { visible } from '../unit/pipeline/publish/export-project.ts';
import { queueAfter } from '../unit/pipeline/publish/instant-queue.ts';
import { contents, projectIn } from '../unit/pipeline/publish/project-in.ts';
import { temporaryFolder } from '../unit/temporary-folder.ts';

const SCRIPT = at('test/unit/pipeline/publish/publish-and-wait.ts');
const FRAMES = 240;
/** Rounds for each destination; `COMPLINE_KILLS` says another number. */
const ROUNDS = Number(process.env.COMPLINE_KILLS ?? 100);

/** Begins a publish and answers how many milliseconds it took, or undefined where it was killed after `wait` of them. */
async function publish(folder: string, destination: string, wait?: number): Promise<number | undefined> {
  const child = spawn(process.execPath, [SCRIPT, folder, String(FRAMES), destination], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  const began = performance.now();
  const killed = new AbortController();
  const killing =
    wait === undefined
      ? undefined
      : pause(wait, undefined, { signal: killed.signal }).then(
          () => child.kill('SIGKILL'),
          () => false,
        );
  const [, signal] = await closed;
  killed.abort();
  await killing;
  return signal === null ? performance.now() - began : undefined;
}

describe.each(['step', 'project'])('a core that is killed while it publishes 240 frames into the %s', (destination) => {
  test('leaves all of it or nothing, whenever that is', async () => {
    const folder = await temporaryFolder();
    const usual = (await publish(folder, destination)) ?? 0;
    const project = await projectIn(folder);
    const exports = path.join(project.root, '06-EXPORT');
    let [killed, grown] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = (await readdir(project.published)).sort();
      const delivered = await readManifest(exports);
      if ((await publish(folder, destination, Math.random() * usual * 1.2)) === undefined) killed += 1;
      const next = project.publisher(undefined, queueAfter());
      await next.recover();
      await next.settled();
      const after = (await readdir(project.published)).sort();
      expect(after.filter((name) => name.startsWith('.'))).toEqual([]);
      expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
      expect([before.length, before.length + 1]).toContain(after.length);
      const isNew = after.length > before.length;
      if (isNew) grown += 1;
      const newest = path.join(project.published, after.at(-1) ?? '');
      const manifest = JSON.parse(await readFile(path.join(newest, 'manifest.json'), 'utf8'));
      const place = destination === 'step' ? newest : path.join(exports, 'DEMO_S_SH020_COMP');
      const frames = (await readdir(place)).filter((name) => name.endsWith('.exr'));
      expect(frames).toEqual(manifest.files.map(({ name }: { name: string }) => name));
      if (destination === 'project') {
        const now = await readManifest(exports);
        expect(now).toBe(isNew ? manifest.publish : delivered);
        expect(await visible(exports)).toHaveLength(FRAMES + 1);
        expect((await readdir(exports)).filter((name) => name.includes('delivering'))).toEqual([]);
      }
      const trail = Object.values(await contents(auditFolder(project.root))).join('');
      expect(trail.split('\n').filter((line) => line.includes(manifest.publish))).toHaveLength(1);
      const sidecar = JSON.parse(await readFile(path.join(project.stepFolder, '_ramses_data.json'), 'utf8'));
      expect(sidecar['DEMO_S_SH020_COMP.comp'].version).toBe(Number.parseInt(path.basename(newest), 10));
      // What was published before is of no use any more, but for its number.
      for (const name of after.slice(0, -1)) {
        for (const file of await readdir(path.join(project.published, name))) {
          if (file.endsWith('.exr')) await rm(path.join(project.published, name, file));
        }
      }
    }
    console.log(`${destination}: ${ROUNDS} rounds, ${killed} killed, ${grown} versions.`);
    expect(killed).toBeGreaterThan(ROUNDS / 3);
    expect(grown).toBeGreaterThan(0);
  });
});

async function readManifest(exports: string): Promise<string | undefined> {
  try {
    return JSON.parse(await readFile(path.join(exports, 'DEMO_S_SH020_COMP.manifest.json'), 'utf8')).publish;
  } catch {
    return undefined;
  }
}
