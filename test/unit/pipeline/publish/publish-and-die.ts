// usage: node publish-and-die.ts FOLDER NUMBER
// Publishes the test project in FOLDER and is killed at the change of a file with that number.
import process, { argv } from 'node:process';
import { crashingFiles } from './crash-files.ts';
import { projectIn } from './project-in.ts';

const [, , folder = '', number = ''] = argv;
const project = await projectIn(folder);
const { files } = crashingFiles(Number(number), Number(number) % 2 === 0 ? 'before' : 'after', () => {
  process.kill(process.pid, 'SIGKILL');
});
const publisher = project.publisher(files);
await publisher.start(project.options());
await publisher.settled();
