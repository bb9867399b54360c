// usage: node test/vscode/run-suite.ts REPORT.json
// Runs the mocha suite inside a real extension host: that of VS Code's server, with its workbench in a browser.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { argv, exit } from 'node:process';
import { at, root } from '../../scripts/lib/paths.mjs';
import { buildSuite } from './build-suite.ts';
import { type Browser, launchBrowser, remotePath, workbenchUrl } from './rig/browser.ts';
import { startServer } from './rig/code-server.ts';
import { untilInterrupted } from './rig/interruption.ts';
import { makeSandbox } from './rig/sandbox.ts';

const limit = 300_000; // milliseconds

/** Opens the workbench with the extension and its tests; resolves to the exit code of the extension host. */
const runTests = async (
  browser: Browser,
  port: number,
  workspace: string,
  tests: string,
  log: string[],
): Promise<number> => {
  const page = await browser.newPage();
  page.on('console', (message) => log.push(message.text()));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const timer = setTimeout(() => reject(new Error(`The tests did not end within ${limit / 1000} s.`)), limit);
  page.on('crash', () => reject(new Error('The page crashed.')));
  await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code)); // called when the tests have ended
  await page.goto(
    workbenchUrl(port, workspace, [
      ['extensionDevelopmentPath', remotePath(port, root)],
      ['extensionTestsPath', remotePath(port, tests)],
    ]),
  );
  return promise.finally(() => clearTimeout(timer));
};

const report = path.resolve(argv[2] ?? 'report.json');
const tests = await buildSuite();
const sandbox = await makeSandbox(at('test', 'fixtures', 'sample-project'));
const log: string[] = [];
let code = 1;
try {
  const environment = { ...sandbox.environment, COMPLINE_SUITE_REPORT: report };
  const server = await startServer({ root: sandbox.root, environment }, { automation: true, idleTimeout: 120 });
  try {
    const browser = await launchBrowser(sandbox);
    try {
      code = await untilInterrupted(() => runTests(browser, server.port, sandbox.workspace, tests, log));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
} finally {
  await sandbox.remove();
}

const { results }: { results: { title: string; passed: boolean; error?: string }[] } = await readFile(report, 'utf8')
  .then((it) => JSON.parse(it))
  .catch((error: unknown) => {
    console.error(`${log.join('\n')}\nThe tests did not run to their end.`);
    throw error;
  });
for (const { title, passed, error } of results) console.log(passed ? `✓ ${title}` : `✗ ${title}\n${error}`);
exit(code);
