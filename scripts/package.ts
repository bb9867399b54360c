// usage: npm run package
// Makes the .vsix: the bundles as they are shipped, and the assets that package.json lists.
import { exit } from 'node:process';
import { makePackage } from './build/package.ts';

const { file, output, complete } = await makePackage();
console.log(output.trim());
if (!complete) exit(1);
console.log(`Made ${file}`);
