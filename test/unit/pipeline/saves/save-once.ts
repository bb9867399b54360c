// usage: UV_THREADPOOL_SIZE=1 node save-once.ts
// For each line on standard input, `save ROOT` or `version ROOT`, saves the comp in ROOT once, or a version of it; answers
// `ok`, or what went wrong.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { hashOf } from '../../../../server/pipeline/files/file-identity.ts';
import { savesIn } from './saves-rig.ts';

/** What the comp holds after a save; before, it is what it is. */
const NEW = `Composition {\n${'\tnew\n'.repeat(50_000)}}\n`;

async function save(kind: string, root: string): Promise<void> {
  const { saves, guard, comp } = savesIn(root);
  if (kind === 'version') {
    await saves.version({ file: comp, comment: 'x' });
    return;
  }
  guard.give('me');
  const expected = { size: statSync(comp).size, modified: 0, sha256: hashOf(readFileSync(comp)) };
  await saves.save(comp, Buffer.from(NEW), { client: 'me', expected });
}

// What is done once in a process alone does not belong to the save.
const first = await mkdtemp(path.join(tmpdir(), 'cl-'));
for (const kind of ['save', 'version']) {
  const { comp } = savesIn(first);
  writeFileSync(comp, 'x');
  await save(kind, first);
}
await rm(first, { recursive: true });
stdout.write('ready\n');
for await (const line of createInterface({ input: stdin })) {
  const [kind = '', root = ''] = line.split(' ');
  const answer = await save(kind, root).then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'error').replaceAll('\n', ' '),
  );
  stdout.write(`${answer}\n`);
}
