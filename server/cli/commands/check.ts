import { Option } from 'commander';
import { Places } from '../../project/places.ts';
import type { CheckedFile } from '../check/check-file.ts';
import { checkFile } from '../check/check-file.ts';
import { findFiles } from '../check/find-files.ts';
import { ProjectSettings } from '../check/project-settings.ts';
import { formatGithub, formatText, reportOf } from '../check/report.ts';
import type { AddCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';

interface CheckOptions {
  readonly format: 'text' | 'json' | 'github';
  readonly json?: boolean;
}

/** `compline check`: the editor's diagnostics for files and folders. */
export const addCheck: AddCommand = (program, { terminal }, run) => {
  program
    .command('check')
    .description('Find what is wrong with the files of a pipeline. Exit code 1 where there are errors.')
    .argument('<path...>', 'files, and folders with everything below them')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'github']).default('text'))
    .option('--json', 'the same as --format json')
    .action((paths: readonly string[], options: CheckOptions) => {
      const format = options.json === true ? 'json' : options.format;
      return run(format === 'json', async () => {
        const report = reportOf(await checkAll(paths));
        if (format === 'json') printJson(terminal, report);
        else terminal.out(format === 'text' ? formatText(report) : formatGithub(report));
        return report.summary.errors > 0 ? exitCodes.failure : exitCodes.success;
      });
    });
};

async function checkAll(paths: readonly string[]): Promise<readonly CheckedFile[]> {
  const settings = new ProjectSettings();
  const places = new Places();
  const checked: CheckedFile[] = [];
  for (const file of await findFiles(paths)) {
    const result = await checkFile(file, await settings.severitiesFor(file.path), places);
    if (result !== undefined) checked.push(result);
  }
  return settings.withConfigurations(checked, (path) => checkFile({ path, isNamed: true }, {}, places));
}
