import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startCore } from '../../../server/link/start-core.ts';
import { stateFiles } from '../../../server/link/state-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const runtime = { program: process.execPath, environment: {} };

/** Starts a program in the place of a core, in a state folder whose log an earlier core has written to. */
async function ended(program: string) {
  const folder = await temporaryFolder();
  const entry = path.join(folder, 'core.cjs');
  await writeFile(entry, program);
  const { logs, coreLog } = stateFiles(folder);
  await mkdir(logs, { recursive: true });
  await writeFile(coreLog, '{"level":30,"pid":1,"msg":"An earlier core."}\n');
  return await (await startCore(entry, runtime, folder)).ended;
}

test('a core that ends well is no error', async () => {
  expect(await ended('')).toBeUndefined();
});

const failures: readonly [what: string, program: string, message: RegExp][] = [
  ['is killed', "process.kill(process.pid, 'SIGKILL')", /was ended by the signal SIGKILL while it started\.$/],
  [
    'crashes',
    "console.error('out of memory'); process.exit(7)",
    /ended with code 7 while it started\. It said: out of memory$/,
  ],
  [
    'says what it was doing',
    'console.log(JSON.stringify({ level: 30, pid: process.pid, msg: "It starts." })); process.exit(1)',
    /ended with code 1 while it started\. It said: It starts\.$/,
  ],
];
test.skipIf(process.platform === 'win32').each(failures)(
  'a core that %s is told by its own words alone',
  async (_what, program, message) => {
    expect(await ended(program)).toMatchObject({
      code: 'core-unreachable',
      message: expect.stringMatching(message),
      nextStep: expect.stringContaining('core.log'),
    });
  },
);
