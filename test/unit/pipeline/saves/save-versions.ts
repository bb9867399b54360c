// usage: node save-versions.ts ROOT COUNT COMMENT
// Saves COUNT versions of the comp in ROOT, one after the other, once standard input says so; tells their numbers.
import { once } from 'node:events';
import process, { argv, stdin } from 'node:process';
import { savesIn } from './saves-rig.ts';

const [root = '', count = '', comment = ''] = argv.slice(2);
const { saves, comp, logged } = savesIn(root);
process.stdout.write('ready\n');
await once(stdin, 'data');
for (let made = 0; made < Number(count); made += 1) {
  const { number } = await saves.version({ file: comp, comment });
  process.stdout.write(`${number}\n`);
}
process.stdout.write(`${JSON.stringify(logged)}\n`);
stdin.destroy();
