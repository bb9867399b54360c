import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { at } from '../../scripts/lib/paths.mjs';
import { auditFolder } from '../../server/pipeline/audit/audit-trail.ts';
import { visible } from '../unit/pipeline/publish/export-project.ts';
import { InstantQueue, queueAfter } from '../unit/pipeline/publish/instant-queue.ts';
import { contents, projectIn, publishToEnd, type TestProject } from '../unit/pipeline/publish/project-in.ts';
import { TracedProcess, whyNoStrace } from '../unit/pipeline/saves/strace.ts';
import { temporaryFolder } from '../unit/temporary-folder.ts';

const SCRIPT = at('test/unit/pipeline/publish/publish-on-ask.ts');
const COMP = 'DEMO_S_SH020_COMP';
/** So often is a publish killed for each destination; `COMPLINE_KILLS` says another number. */
const KILLS = Number(process.env.COMPLINE_KILLS ?? 100);
const whyNot = whyNoStrace();
if (whyNot !== undefined) console.warn(`Publishes are not killed at their system calls: ${whyNot}.`);

/** Where a publish goes. */
type Destination = 'step' | 'project';

/** A test project whose comp has so many frames. */
async function prepared(folder: string, frames: number, destination: Destination): Promise<TestProject> {
  const project = await projectIn(folder, (config) => config.replace('chunkSize: 5', 'chunkSize: 1000'));
  const comp = await readFile(project.comp, 'utf8');
  const range = `{ 1001, ${1000 + frames} }`;
  await writeFile(project.comp, comp.replace(/(Render|Global)Range = \{[^}]*\}/g, `$1Range = ${range}`));
  const spec = path.join(project.root, 'pipeline/comp.renderspec.yaml');
  await writeFile(spec, (await readFile(spec, 'utf8')).replace(/export_dest: \w+/, `export_dest: ${destination}`));
  return project;
}

/** Takes up what a killed core left; what was published then is whole, and what was there is. Answers the versions. */
async function recovered(project: TestProject, before: readonly string[], frames: number, destination: Destination) {
  const exports = path.join(project.root, '06-EXPORT');
  const next = project.publisher(undefined, queueAfter());
  await next.recover();
  await next.settled();
  const after = await versionsOf(project);
  expect(after.filter((name) => name.startsWith('.'))).toEqual([]);
  expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
  expect([before.length, before.length + 1]).toContain(after.length);
  const newest = path.join(project.published, after.at(-1) ?? '');
  const manifest = JSON.parse(await readFile(path.join(newest, 'manifest.json'), 'utf8'));
  const place = destination === 'step' ? newest : path.join(exports, COMP);
  const files = (await readdir(place)).filter((name) => name.endsWith('.exr'));
  expect(files).toEqual(manifest.files.map(({ name }: { name: string }) => name));
  if (destination === 'project') {
    const delivered = JSON.parse(await readFile(path.join(exports, `${COMP}.manifest.json`), 'utf8'));
    expect(delivered.publish).toBe(manifest.publish);
    expect(await visible(exports)).toHaveLength(frames + 1);
    expect((await readdir(exports)).filter((name) => name.includes('delivering'))).toEqual([]);
  }
  const trail = Object.values(await contents(auditFolder(project.root))).join('');
  expect(trail.split('\n').filter((line) => line.includes(manifest.publish))).toHaveLength(1);
  const sidecar = JSON.parse(await readFile(path.join(project.stepFolder, '_ramses_data.json'), 'utf8'));
  expect(sidecar[`${COMP}.comp`].version).toBe(Number.parseInt(path.basename(newest), 10));
  return after;
}

async function versionsOf({ published }: TestProject): Promise<string[]> {
  return (await readdir(published)).sort();
}

/** Publishes in a process of its own: answers how many milliseconds it took, or undefined where it was killed after `wait`. */
async function publishApart(folder: string, wait?: number): Promise<number | undefined> {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  const began = performance.now();
  child.stdin.write(`${folder}\n`);
  const answered = once(child.stdout, 'data').then(() => performance.now() - began);
  const took = await (wait === undefined ? answered : Promise.race([answered, pause(wait, undefined)]));
  child.kill('SIGKILL');
  await closed;
  return took;
}

describe.each<Destination>(['step', 'project'])(
  'a core that is killed while it publishes into the %s',
  (destination) => {
    test('240 frames, at any moment, leaves all of it or nothing', async () => {
      const folder = await temporaryFolder();
      const project = await prepared(folder, 240, destination);
      const usual = (await publishApart(folder)) ?? 0;
      let versions = await recovered(project, [], 240, destination);
      const ends = { undone: 0, finished: 0, undisturbed: 0 };
      for (let round = 0; round < KILLS; round += 1) {
        const before = versions;
        const took = await publishApart(folder, Math.random() * usual * 1.2);
        versions = await recovered(project, before, 240, destination);
        if (took !== undefined) ends.undisturbed += 1;
        else ends[versions.length > before.length ? 'finished' : 'undone'] += 1;
        // Of what was published before only the number is of use.
        for (const name of versions.slice(0, -1)) {
          for (const file of await readdir(path.join(project.published, name))) {
            if (file.endsWith('.exr')) await rm(path.join(project.published, name, file));
          }
        }
      }
      console.log(`Into the ${destination}, ${KILLS} rounds:`, ends);
      expect(ends.undone + ends.finished).toBeGreaterThan(0);
    });

    test.skipIf(whyNot !== undefined)(
      'six frames, at any system call that changes a file, leaves all of it or nothing',
      async () => {
        const folder = await temporaryFolder();
        const trace = path.join(folder, 'trace');
        const begun = async (name: string) => {
          const project = await prepared(path.join(folder, name), 6, destination);
          await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
          return project;
        };
        const traced = await TracedProcess.start(SCRIPT);
        await begun('traced');
        const { calls } = await traced.ask(path.join(folder, 'traced'), trace);
        await traced.end();
        const changing = calls.filter(
          ({ name, text }) =>
            text.includes(path.join(folder, 'traced')) &&
            (/^(rename|renameat2?|link|linkat|unlink|unlinkat|mkdir|mkdirat|rmdir|fsync|pwrite64|write)$/.test(name) ||
              (name === 'openat' && text.includes('O_CREAT'))),
        );
        expect(changing.length).toBeGreaterThan(50);
        const ends = { undone: 0, finished: 0 };
        for (let index = 0; index < changing.length; index += Math.max(1, Math.floor(changing.length / KILLS))) {
          const call = changing[index];
          if (call === undefined) break;
          const project = await begun(String(index));
          const before = await versionsOf(project);
          const dying = await TracedProcess.start(SCRIPT);
          const fault = `${call.name}:signal=SIGKILL:when=${call.count}`;
          const { answer } = await dying.ask(path.join(folder, String(index)), trace, fault);
          await dying.end();
          expect(answer, fault).toBeUndefined();
          const after = await recovered(project, before, 6, destination);
          ends[after.length > before.length ? 'finished' : 'undone'] += 1;
          await rm(path.join(folder, String(index)), { recursive: true });
        }
        console.log(`Into the ${destination}, of ${changing.length} system calls:`, ends);
        expect(ends.undone).toBeGreaterThan(0);
        expect(ends.finished).toBeGreaterThan(0);
      },
    );
  },
);
