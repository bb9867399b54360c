import { readFileSync, statSync } from 'node:fs';
import { makePackage, packagedFiles } from '../build/package.ts';
import { at } from '../lib/paths.mjs';
import { one, type Stage, sum } from './stage.ts';

/** Bytes of the packed extension: what is to be fetched before anybody can try it. */
const LARGEST = 2.25 * 1024 * 1024;

const differences = (found: readonly string[], wanted: readonly string[]): string[] => [
  ...found.filter((it) => !wanted.includes(it)).map((it) => `in the package, but not in test/package/files.txt: ${it}`),
  ...wanted.filter((it) => !found.includes(it)).map((it) => `not in the package, but in test/package/files.txt: ${it}`),
];

/** The stage that makes the .vsix, without a warning, and pins what is in it and how large it may be. */
export const packageStage: Stage = {
  name: 'package',
  title: 'The package',
  run: async () => {
    const { file, output, complete } = await makePackage();
    if (!complete) {
      console.error(output);
      return one(false);
    }
    const wanted = readFileSync(at('test', 'package', 'files.txt'), 'utf8')
      .trim()
      .split('\n');
    const found = await packagedFiles();
    const wrong = differences(found, wanted);
    for (const problem of wrong) console.error(problem);
    const { size } = statSync(file);
    console.log(`${found.length} files, ${(size / 1024).toFixed(0)} KiB`);
    if (size > LARGEST) console.error(`${file} is larger than ${LARGEST / 1024} KiB.`);
    return sum([one(true), one(wrong.length === 0), one(size <= LARGEST)]);
  },
};
