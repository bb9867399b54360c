// usage: node test/bench/recall.ts
// Plants faults of every kind in sound comps, made ones and the real ones where they are at hand, and prints how many of
// them the checks find. "besides" are errors and warnings of other codes that a fault brings up with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanComp, cleanSetting } from './plant/clean-comp.ts';
import { type CleanText, measureRecall, type Recall } from './plant/recall.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
/** Larger files hold more of the same and take their time. */
const LARGEST = 150_000;

const made = [
  { name: 'a comp', text: cleanComp(4) },
  { name: 'a comp of one chain', text: cleanComp(1) },
  { name: 'a setting', text: cleanSetting('Look') },
];
const real = ['comp', 'setting'].flatMap((kind) => {
  const folder = join(CORPUS, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => readText(join(folder, name))) : [];
});

show('made comps', measureRecall(made, 20));
show(
  `${real.length} real files`,
  measureRecall(
    real.filter(({ text }) => text.length <= LARGEST),
    2,
  ),
);

function readText(path: string): CleanText {
  return { name: path.slice(CORPUS.length + 1), text: readFileSync(path, 'utf8') };
}

function show(title: string, rows: readonly Recall[]): void {
  console.log(`\n${title}\n${row('code', 'fault', 'planted', 'found', 'ratio', 'besides')}`);
  for (const { code, fault, planted, found, besides, missed } of rows) {
    const ratio = planted === 0 ? '-' : `${((100 * found) / planted).toFixed(1)} %`;
    console.log(row(code, fault, `${planted}`, `${found}`, ratio, `${besides}`));
    for (const name of new Set(missed.slice(0, 5))) console.log(`    missed in ${name}`);
  }
}

function row(code: string, fault: string, ...numbers: readonly string[]): string {
  return [code.padEnd(24), fault.padEnd(34), ...numbers.map((number) => number.padStart(9))].join('');
}
