// usage: node scripts/build.ts [--minify] [--if-stale]
// Bundles the programs into dist/. --minify builds what is shipped; otherwise the bundles come with source maps.
// --if-stale does nothing where the bundles stand and nothing that they are made of has changed.
import { argv, exit } from 'node:process';
import { build } from './build/bundles.ts';
import { isFresh } from './build/freshness.ts';

const minify = argv.includes('--minify');
if (argv.includes('--if-stale') && isFresh(minify ? { minify } : {})) exit(0);
if (!(await build({ minify }))) exit(1);
