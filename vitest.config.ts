import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that put something in the place of a module, or count what is called in one: each gets modules of its own. */
const ownModules = [
  'test/unit/client/**/*.test.ts',
  'test/unit/checks/check-edits.test.ts',
  'test/unit/checks/comp/duplicate-tool.test.ts',
  'test/unit/formats/frames/reading-cost.test.ts',
  'test/unit/language/open-document.test.ts',
];

// Nothing depends on how quick a machine is: a test that never ends is ended, and no other.
const unit = { include: ['test/unit/**/*.test.ts'], testTimeout: 300_000 };

export default defineConfig({
  test: {
    // All processors: by itself vitest leaves one free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      // The others share the modules that a process has loaded: loading them anew for each costs a third of the time.
      { test: { ...unit, name: 'unit', exclude: ownModules, isolate: false } },
      { test: { ...unit, name: 'unit-own-modules', include: ownModules } },
      // Each of these starts real programs: the language server, the core, the command line. What Node has compiled of
      // them is kept, which is half of what starting one costs.
      {
        test: {
          name: 'protocol',
          include: ['test/protocol/**/*.test.ts'],
          testTimeout: 300_000,
          env: { NODE_COMPILE_CACHE: path.join(import.meta.dirname, 'node_modules', '.cache', 'node-compile') },
        },
      },
      // What needs services of the system, which it starts for itself: npm run test:system.
      { test: { name: 'system', include: ['test/system/**/*.test.ts'], testTimeout: 120_000 } },
      // What takes long or needs large programs: npm run test:long.
      { test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
});
