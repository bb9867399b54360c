// Lets one set-up of a checkout run at a time. The place is held by listening on an address that belongs to the checkout:
// the system frees it when its owner ends, however it ends, so there is nothing stale to clean up.
import { createHash } from 'node:crypto';
import net from 'node:net';
import { platform } from 'node:process';

/** The address that a checkout's set-up listens on, as `net` takes it. */
export const addressOf = (folder) => {
  const hash = createHash('sha256').update(folder).digest();
  const name = `compline-set-up-${hash.toString('hex').slice(0, 24)}`;
  if (platform === 'linux') return { path: `\0${name}` };
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${name}` };
  return { host: '127.0.0.1', port: 49152 + (hash.readUInt16BE(0) % 16384) };
};

const listen = (address) =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });

/** Resolves when the set-up that holds the address has ended: its end closes the connection. */
const ended = (address) =>
  new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on('error', () => {});
    socket.on('close', resolve);
    socket.resume();
  });

/**
 * Runs `work` while no other process runs work for the same folder. `onWait` is called once if it has to wait.
 * The result is that of `work`.
 */
export const oneAtATime = async (folder, work, onWait = () => {}) => {
  const address = addressOf(folder);
  let server = await listen(address);
  if (server === undefined) onWait();
  while (server === undefined) {
    await ended(address);
    server = await listen(address);
  }
  const waiting = new Set();
  server.on('connection', (socket) => {
    waiting.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => waiting.delete(socket));
  });
  try {
    return await work();
  } finally {
    server.close();
    for (const socket of waiting) socket.destroy();
  }
};
