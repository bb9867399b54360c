// usage: UV_THREADPOOL_SIZE=1 node publish-on-ask.ts
// For each line on standard input, the folder of a test project, publishes its comp, whose render is there at once;
// answers `ok`, or what went wrong.
import { stat } from 'node:fs/promises';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { InstantQueue } from './instant-queue.ts';
import { projectIn } from './project-in.ts';

// The thread of file calls begins with the first of them.
await stat('.');
stdout.write('ready\n');
for await (const folder of createInterface({ input: stdin })) {
  const project = await projectIn(folder);
  const publisher = project.publisher(undefined, new InstantQueue());
  const answer = await publisher.start(project.options()).then(
    () => 'ok',
    (error: unknown) => String(error).replaceAll('\n', ' '),
  );
  await publisher.settled();
  stdout.write(`${answer}\n`);
}
