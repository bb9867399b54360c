import { Option } from 'commander';
import { Places } from '../../project/places.ts';
import type { CheckedFile } from '../check/check-file.ts';
import { checkFile } from '../check/check-file.ts';
import { findFiles } from '../check/find-files.ts';
import { fixFile } from '../check/fix-file.ts';
import { ProjectSettings } from '../check/project-settings.ts';
import { type FixedFile, formatFixed, formatGithub, formatText, reportOf } from '../check/report.ts';
import type { AddCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';

interface CheckOptions {
  readonly format: 'text' | 'json' | 'github';
  readonly json?: boolean;
  readonly fix?: boolean;
}

/** `compline check`: the editor's diagnostics for files and folders. */
export const addCheck: AddCommand = (program, { terminal }, run) => {
  program
    .command('check')
    .description('Find what is wrong with the files of a pipeline. Exit code 1 where there are errors.')
    .argument('<path...>', 'files, and folders with everything below them')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'github']).default('text'))
    .option('--json', 'the same as --format json')
    .option('--fix', 'mend what can be mended safely, then check again')
    .action((paths: readonly string[], options: CheckOptions) => {
      const format = options.json === true ? 'json' : options.format;
      return run(format === 'json', async () => {
        const fixed: FixedFile[] | undefined = options.fix === true ? [] : undefined;
        const report = reportOf(await checkAll(paths, fixed));
        if (format === 'json') printJson(terminal, { ...report, ...(fixed !== undefined && { fixed }) });
        else
          terminal.out(format === 'text' ? `${formatFixed(fixed ?? [])}${formatText(report)}` : formatGithub(report));
        const isRefused = fixed?.some(({ refused }) => refused !== undefined) === true;
        return report.summary.errors > 0 || isRefused ? exitCodes.failure : exitCodes.success;
      });
    });
};

/** Checks all files; mends them first where there is a list to tell of that in. */
async function checkAll(paths: readonly string[], fixed: FixedFile[] | undefined): Promise<readonly CheckedFile[]> {
  const settings = new ProjectSettings();
  const places = new Places();
  const checked: CheckedFile[] = [];
  for (const file of await findFiles(paths)) {
    const severities = await settings.severitiesFor(file.path);
    const mended = fixed && (await fixFile(file, severities, places));
    if (mended !== undefined) fixed?.push(mended);
    // A configuration that was mended holds for what comes after it.
    if (mended !== undefined && mended.refused === undefined) places.forget();
    const result = await checkFile(file, severities, places);
    if (result !== undefined) checked.push(result);
  }
  return settings.withConfigurations(checked, (path) => checkFile({ path, isNamed: true }, {}, places));
}
