import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // All processors: by itself vitest leaves one free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      // Nothing depends on how quick a machine is: a test that never ends is ended, and no other.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 300_000 } },
      // Each of these starts real programs: the language server, the core, the command line.
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], testTimeout: 300_000 } },
      // What takes long or needs large programs: npm run test:long.
      { test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
});
