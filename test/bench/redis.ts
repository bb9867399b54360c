import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis of a benchmark's own. */
export interface BenchRedis {
  /** Its socket. */
  readonly socket: string;
  stop(): Promise<void>;
}

/** Starts Debian's redis-server in a folder: every write is on the disk before it is answered, as it is with the queue. */
export async function startRedis(folder: string): Promise<BenchRedis> {
  await mkdir(folder, { recursive: true });
  const socket = path.join(folder, 'redis.sock');
  const options = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--dir', folder];
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, ...options], { stdio: 'ignore' });
  await Promise.race([once(server, 'spawn'), once(server, 'error').then(([error]) => Promise.reject(error))]);
  const client = new Redis({ path: socket, lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: 200 });
  client.on('error', () => {}); // Until it listens.
  await client.connect().catch(() => pause(200));
  await client.ping();
  client.disconnect();
  return {
    socket,
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}
