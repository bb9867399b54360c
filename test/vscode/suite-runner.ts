// The module that VS Code's extension host loads for its tests. It runs the mocha suite that lies bundled beside it.
import { globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from 'node:process';
import Mocha from 'mocha';

/** Runs the suite and writes its report to the file that COMPLINE_SUITE_REPORT names. Rejects if a test failed. */
export const run = async (): Promise<void> => {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'spec', color: false });
  for (const file of globSync('*.test.cjs', { cwd: __dirname }).sort()) mocha.addFile(path.join(__dirname, file));

  const results: { title: string; passed: boolean; error?: string }[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), passed: true }));
    runner.on('fail', (test, error: Error) =>
      results.push({ title: test.fullTitle(), passed: false, error: error.stack ?? error.message }),
    );
  });
  const report = env.COMPLINE_SUITE_REPORT;
  if (report === undefined) throw new Error('COMPLINE_SUITE_REPORT does not name the file for the report.');
  writeFileSync(report, JSON.stringify({ results }, undefined, 2));
  if (failures > 0) throw new Error(`${failures} of ${results.length} tests failed`);
  if (results.length === 0) throw new Error('There was no test to run.');
};
