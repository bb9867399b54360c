import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endLeftovers } from '../../../../server/pipeline/workers/leftover-processes.ts';
import { processStart } from '../../../../server/pipeline/workers/process-identity.ts';

const idle = async (environment: Record<string, string> = {}): Promise<ChildProcess & { pid: number }> => {
  const program = 'process.stdout.write("ready"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['-e', program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return Object.assign(child, { pid: child.pid ?? 0 });
};

test.runIf(process.platform !== 'win32')('a process that is still the one that was started is ended', async () => {
  const child = await idle();
  const start = await processStart(child.pid);
  expect(start).toBeDefined();
  const exit = once(child, 'exit');
  await endLeftovers({ marker: randomUUID(), process: child.pid, ...(start !== undefined && { processStart: start }) });
  expect(await exit).toEqual([null, 'SIGTERM']);
});

test.runIf(process.platform !== 'win32')('another process of the same id is let be', async () => {
  const child = await idle();
  await endLeftovers({ marker: randomUUID(), process: child.pid, processStart: 'another' });
  expect(child.exitCode ?? child.signalCode).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test.runIf(process.platform === 'linux')('a process that nobody has told of is found by its mark', async () => {
  const marker = randomUUID();
  const [marked, other] = [await idle({ COMPLINE_ATTEMPT: marker }), await idle({ COMPLINE_ATTEMPT: `${marker}0` })];
  const exit = once(marked, 'exit');
  await endLeftovers({ marker });
  expect(await exit).toEqual([null, 'SIGKILL']);
  expect(other.signalCode).toBeNull();
  other.kill('SIGKILL');
  await once(other, 'exit');
});

test('a process that is gone has no start', async () => {
  const child = await idle();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await processStart(child.pid)).toBeUndefined();
});
