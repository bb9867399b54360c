// usage: node test/vscode/run-desktop.ts REPORT.json [VERSION]
// Runs the same mocha suite inside the desktop VS Code, which is downloaded from VS Code's update server: for machines
// that reach it and have a display. VERSION is `stable` where it is absent.
import path from 'node:path';
import { argv } from 'node:process';
import { runTests } from '@vscode/test-electron';
import { at, root } from '../../scripts/lib/paths.mjs';
import { buildSuite } from './build-suite.ts';
import { makeSandbox } from './rig/sandbox.ts';

const report = path.resolve(argv[2] ?? 'report.json');
const extensionTestsPath = await buildSuite();
const sandbox = await makeSandbox(at('test', 'fixtures', 'sample-project'));
try {
  const { COMPLINE_STATE_HOME, XDG_RUNTIME_DIR } = sandbox.environment;
  await runTests({
    version: argv[3] ?? 'stable',
    extensionDevelopmentPath: root,
    extensionTestsPath,
    extensionTestsEnv: { COMPLINE_STATE_HOME, XDG_RUNTIME_DIR, COMPLINE_SUITE_REPORT: report },
    launchArgs: [
      sandbox.workspace,
      `--user-data-dir=${path.join(sandbox.root, 'data')}`,
      '--disable-extensions',
      '--disable-workspace-trust',
    ],
  });
} finally {
  await sandbox.remove();
}
