import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { at } from '../../../scripts/lib/paths.mjs';
import { stateFiles } from '../../../server/link/state-folder.ts';
import { coreFileSchema } from '../../../server/protocol/core-file.ts';
import { handshake, proof } from '../../../server/protocol/handshake.ts';
import { eventually } from '../../unit/eventually.ts';
import { fakeTask, jobOfTasks } from '../../unit/pipeline/jobs.ts';
import { idIn } from '../../unit/pipeline/processes.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, coreProcess, seedJob, stateFolder } from './core-rig.ts';

const coreFile = (folder: string) =>
  coreFileSchema.parse(JSON.parse(readFileSync(stateFiles(folder).coreFile, 'utf8')));

const rawConnection = async (folder: string): Promise<{ socket: Socket; rpc: MessageConnection }> => {
  await connect(folder);
  const socket = createConnection(coreFile(folder).socket);
  const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  rpc.listen();
  onTestFinished(() => {
    rpc.dispose();
    socket.destroy();
  });
  return { socket, rpc };
};

const nonce = 'n'.repeat(64);
const greeting = { nonce, client: 'test', version: '0', protocol: { oldest: 1, newest: 1 } };
const hello = async (rpc: MessageConnection, params: object = greeting) =>
  handshake.hello.result.parse(await rpc.sendRequest(handshake.hello.method, params));

test('nothing is answered before the client has proven itself', async () => {
  const { rpc } = await rawConnection(await stateFolder());
  const refusal = { data: { code: 'authentication-failed' } };
  await expect(rpc.sendRequest('core/status', {})).rejects.toMatchObject(refusal);
  await hello(rpc);
  await expect(rpc.sendRequest('core/status', {})).rejects.toMatchObject(refusal);
  await expect(rpc.sendRequest('core/retire', {})).rejects.toMatchObject(refusal);
  await expect(rpc.sendRequest('no/such', {})).rejects.toMatchObject(refusal);
});

test('a client that does not know the token is refused and let go', async () => {
  const { rpc, socket } = await rawConnection(await stateFolder());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const { nonce: theirs } = await hello(rpc);
  const wrong = proof('not the token', 'client', theirs, nonce);
  await expect(rpc.sendRequest('core/prove', { proof: wrong })).rejects.toMatchObject({
    data: { code: 'authentication-failed' },
  });
  await closed;
});

test("the core's own proof is no proof of a client", async () => {
  const { rpc } = await rawConnection(await stateFolder());
  const { proof: reflected } = await hello(rpc);
  await expect(rpc.sendRequest('core/prove', { proof: reflected })).rejects.toMatchObject({
    data: { code: 'authentication-failed' },
  });
});

test('a handshake that is not understood is refused', async () => {
  const { rpc } = await rawConnection(await stateFolder());
  await expect(hello(rpc, { nonce: 'short' })).rejects.toMatchObject({ data: { code: 'invalid-parameters' } });
});

test('the token never travels, neither way', async () => {
  const folder = await stateFolder();
  await connect(folder);
  const { socket: address, ...rest } = coreFile(folder);
  const seen: Buffer[] = [];
  const between = path.join(folder, 's.sock');
  const relay = createServer((client) => {
    const core = createConnection(address);
    client.on('data', (piece) => seen.push(piece));
    core.on('data', (piece) => seen.push(piece));
    client.pipe(core).pipe(client);
    for (const socket of [client, core]) socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => relay.listen(between, resolve));
  onTestFinished(() => void relay.close());
  writeFileSync(stateFiles(folder).coreFile, JSON.stringify({ ...rest, socket: between }));
  const client = await connect(folder, { start: false });
  await client.request('core/status', {});
  const token = readFileSync(stateFiles(folder).token, 'utf8').trim();
  const bytes = Buffer.concat(seen);
  expect(bytes.includes('core/prove')).toBe(true);
  expect(token.length).toBeGreaterThanOrEqual(64);
  expect(bytes.includes(token)).toBe(false);
  expect(bytes.includes(Buffer.from(token, 'hex'))).toBe(false);
  client.dispose();
});

test('somebody who answers in the place of the core is not believed', async () => {
  const folder = await stateFolder();
  await connect(folder);
  const file = coreFile(folder);
  const between = path.join(folder, 'f.sock');
  const asked: string[] = [];
  const impostor = createServer((socket) => {
    const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    rpc.onRequest((method) => {
      asked.push(method);
      return {
        nonce: 'x'.repeat(64),
        proof: proof('guess', 'core', nonce, 'x'),
        version: '0',
        protocol: { oldest: 1, newest: 1 },
      };
    });
    rpc.listen();
  });
  await new Promise<void>((resolve) => impostor.listen(between, resolve));
  onTestFinished(() => void impostor.close());
  writeFileSync(stateFiles(folder).coreFile, JSON.stringify({ ...file, socket: between }));
  await expect(connect(folder, { start: false, patience: 0 })).rejects.toMatchObject({ code: 'authentication-failed' });
  expect(new Set(asked)).toEqual(new Set(['core/hello']));
  writeFileSync(stateFiles(folder).coreFile, JSON.stringify(file));
});

test('wrong parameters are refused with their place', async () => {
  const core = await connect(await stateFolder());
  await expect(core.request('queue/get', { job: 7 } as never)).rejects.toMatchObject({
    code: 'invalid-parameters',
    message: expect.stringContaining('job'),
  });
  await expect(core.request('no/such' as never, {} as never)).rejects.toMatchObject({ code: 'not-supported' });
});

const startOlderCore = async (folder: string) => {
  const child = spawn(process.execPath, [at('test', 'protocol', 'core', 'older-core.ts'), folder], {
    stdio: 'inherit',
  });
  const exit = once(child, 'exit');
  await eventually(() => coreProcess(folder) === child.pid, 'the older core');
  return { exit };
};

test('an older core with no common protocol is retired, and the client gets its own', async () => {
  const folder = await stateFolder();
  const { exit } = await startOlderCore(folder);
  const older = coreProcess(folder);
  const core = await connect(folder);
  expect(await exit).toEqual([0, null]);
  expect((await core.request('core/status', {})).process).not.toBe(older);
});

test('an older core finishes its renders before it ends, and a client that cannot wait is told so', async () => {
  const folder = await stateFolder();
  const output = await temporaryFolder();
  const [holdUntil, idFile] = [path.join(output, 'go'), path.join(output, 'renderer')];
  seedJob(folder, 'job-1', jobOfTasks([fakeTask(output, 1, 2, { holdAt: 2, holdUntil, idFile })]));
  const { exit } = await startOlderCore(folder);
  await eventually(() => idIn(idFile), 'the renderer');
  await expect(connect(folder, { handOverPatience: 300 })).rejects.toMatchObject({
    code: 'protocol-mismatch',
    nextStep: expect.stringContaining('Wait for its renders'),
  });
  writeFileSync(holdUntil, '');
  const core = await connect(folder);
  expect(await exit).toEqual([0, null]);
  expect((await core.request('queue/get', { job: 'job-1' })).job.state).toBe('completed');
});

test('an older client does not retire a newer core', async () => {
  const folder = await stateFolder();
  await connect(folder);
  const id = coreProcess(folder);
  await expect(connect(folder, { protocol: { oldest: 0, newest: 0 } })).rejects.toMatchObject({
    code: 'protocol-mismatch',
    nextStep: expect.stringContaining('Update'),
  });
  expect(coreProcess(folder)).toBe(id);
});

test('a client that does not read is no burden to the others', async () => {
  const folder = await stateFolder();
  const { rpc, socket } = await rawConnection(folder);
  const { nonce: theirs } = await hello(rpc);
  const token = readFileSync(stateFiles(folder).token, 'utf8').trim();
  await rpc.sendRequest('core/prove', { proof: proof(token, 'client', theirs, nonce) });
  socket.pause();
  for (let count = 0; count < 200; count += 1) void rpc.sendRequest('core/status', {}).catch(() => {});
  const other = await connect(folder);
  for (let count = 0; count < 20; count += 1) await other.request('core/status', {});
});
