import path from 'node:path';
import type { Comparison, CompVersion } from '../../protocol/versions.ts';
import type { AddCommand, CommandContext } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printable, printJson } from '../terminal.ts';
import { comparisonText } from '../versions/comparison-text.ts';
import { findVersion } from '../versions/find-version.ts';

interface Options {
  readonly json?: boolean;
  readonly core: boolean;
}

/** `compline versions`: what is kept of comps, how it differs, and how to get it back. */
export const addVersions: AddCommand = (program, context, run) => {
  const versions = program.command('versions').description('What is kept of comps: list, compare, restore.');
  versions
    .command('list <comp>')
    .description('The versions of a comp, the newest first: saved ones, and published ones.')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((comp: string, options: Options) =>
      run(options.json === true, async () => {
        const found = await listOf(context, comp, options);
        if (options.json === true) printJson(context.terminal, { versions: found });
        else context.terminal.out(found.length === 0 ? 'Nothing is kept of this comp yet.\n' : table(found));
        return exitCodes.success;
      }),
    );
  versions
    .command('compare <comp> [version]')
    .description('What changed since a version, tool by tool. Exit code 1 where something did.')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA version is a number, as 12 or published/3, or the file of another comp; the newest one where it is left out.\n',
    )
    .action((comp: string, version: string | undefined, options: Options) =>
      run(options.json === true, async () => {
        const before = findVersion(await listOf(context, comp, options), comp, version);
        const wish = { before, after: path.resolve(comp) };
        const { comparison } = await withCore(coreOf(context, options), (it) => it.request('version/compare', wish));
        if (options.json === true) printJson(context.terminal, { ...wish, comparison });
        else context.terminal.out(comparisonText(comparison));
        return isSame(comparison) ? exitCodes.success : exitCodes.failure;
      }),
    );
  versions
    .command('restore <comp> <version>')
    .description('Give a comp the text of a version. What it holds now is kept as a version first.')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((comp: string, version: string, options: Options) =>
      run(options.json === true, async () => {
        const wish = {
          file: path.resolve(comp),
          version: findVersion(await listOf(context, comp, options), comp, version),
        };
        const restored = await withCore(coreOf(context, options), (it) => it.request('version/restore', wish));
        const { kept, unchanged } = restored;
        if (options.json === true) printJson(context.terminal, { ...wish, ...restored });
        else if (unchanged) context.terminal.out('The comp is what it was in that version.\n');
        else {
          context.terminal.out(`Restored: ${printable(wish.version)}\n`);
          if (kept !== undefined) context.terminal.out(`Kept what was there: ${printable(kept.file)}\n`);
        }
        return exitCodes.success;
      }),
    );
};

const coreOf = ({ core }: CommandContext, options: Options) => (options.core ? core.connect() : core.inProcess());

async function listOf(context: CommandContext, comp: string, options: Options): Promise<CompVersion[]> {
  const wish = { comp: path.resolve(comp) };
  return (await withCore(coreOf(context, options), (it) => it.request('version/list', wish))).versions;
}

function isSame({ added, removed, changed, composition }: Comparison): boolean {
  return added.length + removed.length + changed.length + composition.length === 0;
}

function table(versions: readonly CompVersion[]): string {
  return formatTable(
    versions.map(({ kind, number, state, at, by, frames, comment, file, folder }) => [
      `${kind === 'published' ? 'published/' : ''}${number}`,
      state,
      at === undefined ? '' : new Date(at).toISOString(),
      printable(by ?? ''),
      frames === undefined ? '' : `${frames.first}-${frames.last}`,
      printable(file ?? folder ?? ''),
      printable(comment ?? ''),
    ]),
  );
}
