import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  longestSocketPath,
  newSocketAddress,
  type SocketPlaces,
} from '../../../../server/pipeline/core/private-socket.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const user = process.getuid?.() ?? 0;
const places = (change: Partial<SocketPlaces>): SocketPlaces => ({
  platform: 'linux',
  runtimeFolder: undefined,
  temporaryFolder: '/no/such/place',
  user,
  ...change,
});

test('the runtime folder comes first, and what is made in it is private', async () => {
  const [runtimeFolder, temporary] = [await temporaryFolder(), await temporaryFolder()];
  const address = await newSocketAddress('/state', places({ runtimeFolder, temporaryFolder: temporary }));
  expect(path.dirname(address)).toBe(path.join(runtimeFolder, 'compline'));
  expect(statSync(path.dirname(address)).mode & 0o777).toBe(0o700);
});

test('a path that is too long for a socket is passed over', async () => {
  const temporary = await temporaryFolder();
  const runtimeFolder = path.join(await temporaryFolder(), 'long'.repeat(30));
  const address = await newSocketAddress('/state', places({ runtimeFolder, temporaryFolder: temporary }));
  expect(address.startsWith(temporary)).toBe(true);
  expect(Buffer.byteLength(address)).toBeLessThanOrEqual(longestSocketPath);
});

test.each<[string, (folder: string) => void]>([
  ['is open to others', (folder) => chmodSync(folder, 0o755)],
  ['has no right to be written', (folder) => chmodSync(folder, 0o777)],
])('a folder that %s is not used', async (_, spoil) => {
  const [runtimeFolder, temporary] = [await temporaryFolder(), await temporaryFolder()];
  const own = path.join(runtimeFolder, 'compline');
  mkdirSync(own, { mode: 0o700 });
  spoil(own);
  const address = await newSocketAddress('/state', places({ runtimeFolder, temporaryFolder: temporary }));
  expect(address.startsWith(temporary)).toBe(true);
});

test('a runtime folder that is not there is not made', async () => {
  const temporary = await temporaryFolder();
  const runtimeFolder = path.join(await temporaryFolder(), 'gone');
  const address = await newSocketAddress('/state', places({ runtimeFolder, temporaryFolder: temporary }));
  expect(address.startsWith(temporary)).toBe(true);
  expect(existsSync(runtimeFolder)).toBe(false);
});

test('a link in the place of the folder is not followed', async () => {
  const [runtimeFolder, temporary] = [await temporaryFolder(), await temporaryFolder()];
  symlinkSync(await temporaryFolder(), path.join(runtimeFolder, 'compline'));
  const address = await newSocketAddress('/state', places({ runtimeFolder, temporaryFolder: temporary }));
  expect(address.startsWith(temporary)).toBe(true);
});

test("another user's folder is not used", async () => {
  const runtimeFolder = await temporaryFolder();
  await expect(
    newSocketAddress('/state', places({ runtimeFolder, temporaryFolder: runtimeFolder, user: user + 54_321 })),
  ).rejects.toMatchObject({ code: 'no-permission', nextStep: expect.stringContaining('XDG_RUNTIME_DIR') });
});

test('sockets that dead cores of the same state left are removed, those of other states are not', async () => {
  const runtimeFolder = await temporaryFolder();
  const first = await newSocketAddress('/state', places({ runtimeFolder }));
  const other = await newSocketAddress('/other', places({ runtimeFolder }));
  for (const file of [first, other]) writeFileSync(file, '');
  await newSocketAddress('/state', places({ runtimeFolder }));
  expect(readdirSync(path.dirname(first))).toEqual([path.basename(other)]);
});

test('on Windows it is a pipe with a random name', async () => {
  const names = [
    await newSocketAddress('C:\\s', places({ platform: 'win32' })),
    await newSocketAddress('C:\\s', places({ platform: 'win32' })),
  ];
  expect(names[0]).toMatch(/^\\\\\.\\pipe\\compline-[0-9a-f]{32}$/);
  expect(names[0]).not.toBe(names[1]);
});
