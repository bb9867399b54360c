// usage: node publish-and-wait.ts FOLDER FRAMES step|project
// Publishes the test project in FOLDER with so many frames, whose renders are there at once; says "begun" when it begins,
// so that it can be killed at any moment after that.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { argv, stdout } from 'node:process';
import { InstantQueue } from './instant-queue.ts';
import { projectIn } from './project-in.ts';

const [, , folder = '', frames = '', destination = 'step'] = argv;
const project = await projectIn(folder, (config) => config.replace('chunkSize: 5', 'chunkSize: 50'));
const comp = await readFile(project.comp, 'utf8');
const last = 1000 + Number(frames);
await writeFile(project.comp, comp.replace(/(Render|Global)Range = \{[^}]*\}/g, `$1Range = { 1001, ${last} }`));
const spec = path.join(project.root, 'pipeline/comp.renderspec.yaml');
await writeFile(spec, (await readFile(spec, 'utf8')).replace(/export_dest: \w+/, `export_dest: ${destination}`));
const publisher = project.publisher(undefined, new InstantQueue());
await publisher.recover();
stdout.write('begun\n');
await publisher.start(project.options());
await publisher.settled();
stdout.write('ended\n');
