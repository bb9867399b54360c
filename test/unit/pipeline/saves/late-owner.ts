// usage: node late-owner.ts ROOT TEXT
// Saves TEXT over the comp in ROOT as the client `late`, stops itself between the last look at the lock and the renaming,
// and tells how it ended once somebody has let it go on.
import { readFileSync } from 'node:fs';
import process, { argv } from 'node:process';
import { identityOf } from '../../../../server/pipeline/files/file-identity.ts';
import { savesIn } from './saves-rig.ts';

const [root = '', text = ''] = argv.slice(2);
const { saves, guard, comp, told } = savesIn(root);
let asked = 0;
guard.onAsked = () => {
  asked += 1;
  if (asked !== 2) return;
  process.stdout.write('stops\n');
  process.kill(process.pid, 'SIGSTOP');
};
const expected = (await identityOf(comp)) ?? 'missing';
const error: unknown = await saves
  .save(comp, Buffer.from(text), { client: 'late', expected })
  .catch((reason) => reason);
const conflicts = (await saves.conflicts()).map(({ theirs, ours, ...rest }) => ({
  ...rest,
  theirs: readFileSync(theirs, 'utf8'),
  ours: readFileSync(ours, 'utf8'),
}));
const code = error instanceof Error && 'code' in error ? error.code : 'saved';
process.stdout.write(`${JSON.stringify({ code, conflicts, told })}\n`);
