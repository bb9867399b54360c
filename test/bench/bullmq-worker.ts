// usage: node test/bench/bullmq-worker.ts SOCKET
// A worker of BullMQ as its defaults make it, whose job never ends. Says when it has begun with one.
import { argv, stdout } from 'node:process';
import { Worker } from 'bullmq';

new Worker(
  'death',
  async (job) => {
    stdout.write(`began ${job.id}\n`);
    await new Promise(() => {});
  },
  { connection: { path: argv[2] ?? '', maxRetriesPerRequest: null } },
);
