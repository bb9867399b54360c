import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';

const module = new URL('../../../../server/pipeline/core/end-process.ts', import.meta.url).href;

/** How a process ends that calls `endProcess(3)` after this. */
async function endAfter(script: string): Promise<readonly unknown[]> {
  const text = `import { open } from 'node:fs/promises'; import { endProcess } from '${module}'; ${script} endProcess(3);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', text], { stdio: 'inherit' });
  return await once(child, 'exit');
}

test('a process ends with its code', async () => {
  expect(await endAfter('')).toEqual([3, null]);
});

// Opening a pipe waits for its other end, as opening a file on a share that hangs does.
test.skipIf(process.platform === 'win32')('a process ends though a file it asked for never answers', async () => {
  const pipe = path.join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await endAfter(`open('${pipe}', 'r');`)).toEqual([null, 'SIGKILL']);
});
