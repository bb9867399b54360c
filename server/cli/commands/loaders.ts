import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AuditedClip, auditScene, newerVersion, type SceneAudit } from '../../checks/audit-scene.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { decodeText } from '../../formats/text/decode.ts';
import { versionDigits } from '../../project/names/version-folder.ts';
import { Places } from '../../project/places.ts';
import { findFiles } from '../check/find-files.ts';
import type { AddCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { isOf, loadersReading, type MadeVersion, type ReadingLoader, versionsMadeOf } from '../loaders/users-of.ts';
import { formatTable } from '../table.ts';
import { printable, printJson } from '../terminal.ts';

interface Options {
  readonly json?: boolean;
  readonly outdated?: boolean;
  readonly users?: string;
}

interface AuditedComp extends SceneAudit {
  readonly comp: string;
}

/** `compline loaders`: what comps read, held against what is published and what is on disk. */
export const addLoaders: AddCommand = (program, { terminal }, run) => {
  program
    .command('loaders')
    .description(
      'What the Loaders of comps read: which version, whether a newer one is published, what is missing. Exit code 1 where something is behind or wrong.',
    )
    .argument('<path...>', 'comps, and folders with everything below them')
    .option('--outdated', 'only those that read an older version than the newest')
    .option('--users <file>', 'which comps, and which published versions, read this file, sequence or version folder')
    .option('--json', 'print JSON')
    .action((given: readonly string[], options: Options) =>
      run(options.json === true, async () => {
        const places = new Places();
        const files = await compsOf(given);
        if (options.users !== undefined) {
          const isWanted = isOf(options.users);
          const loaders: ReadingLoader[] = [];
          for (const file of files) loaders.push(...(await loadersReading(file, isWanted, places)));
          const versions = await versionsMadeOf(given, isWanted);
          if (options.json === true) printJson(terminal, { users: usersAsJson(options.users, loaders, versions) });
          else terminal.out(usersReport(loaders, versions));
          return exitCodes.success;
        }
        const comps: AuditedComp[] = [];
        for (const file of files) comps.push(await audit(file, places));
        const shown =
          options.outdated === true ? comps.map(onlyOutdated).filter(({ clips }) => clips.length > 0) : comps;
        if (options.json === true) printJson(terminal, { comps: shown.map(asJson) });
        else terminal.out(report(shown));
        const isClean = shown.every(({ clips }) =>
          clips.every((it) => newerVersion(it) === undefined && it.findings.length === 0),
        );
        return isClean ? exitCodes.success : exitCodes.failure;
      }),
    );
};

/** The comps that paths name, and those below folders. */
async function compsOf(given: readonly string[]): Promise<readonly string[]> {
  return (await findFiles(given)).map((it) => it.path).filter((file) => /\.comp$/i.test(file));
}

function usersAsJson(users: string, loaders: readonly ReadingLoader[], versions: readonly MadeVersion[]) {
  return {
    of: path.resolve(users),
    comps: loaders.map(({ isEnabled, ...loader }) => ({ ...loader, enabled: isEnabled })),
    versions,
  };
}

function usersReport(loaders: readonly ReadingLoader[], versions: readonly MadeVersion[]): string {
  const rows = [
    ...loaders.map(({ comp, tool, isEnabled, file }) => [
      ...[printable(comp), printable(tool), isEnabled ? '' : 'off', printable(file)],
    ]),
    ...versions.map(({ folder, loader }) => [printable(folder), printable(loader), '', 'published']),
  ];
  return rows.length === 0 ? 'Nothing reads it.\n' : formatTable(rows);
}

async function audit(file: string, places: Places): Promise<AuditedComp> {
  const comp = parseComp(decodeText(await readFile(file)).text);
  return { comp: file, ...(await auditScene(comp, await places.placeOf(file))) };
}

function onlyOutdated(audited: AuditedComp): AuditedComp {
  return { ...audited, clips: audited.clips.filter((it) => newerVersion(it) !== undefined) };
}

function asJson({ comp, clips, findings }: AuditedComp) {
  return {
    comp,
    loaders: clips.map((clip) => ({
      ...{ tool: clip.tool, enabled: clip.isEnabled, file: clip.file, path: clip.media?.path, media: clip.media?.kind },
      frames: clip.media?.frames ?? [],
      versions: clip.versions.map(({ isRead, ...version }) => ({ ...version, read: isRead })),
      newer: newerVersion(clip)?.number,
      findings: clip.findings.map(({ code, severity, message }) => ({ code, severity, message })),
    })),
    findings: findings.map(({ code, severity, message }) => ({ code, severity, message })),
  };
}

function report(comps: readonly AuditedComp[]): string {
  return comps
    .map(({ comp, clips, findings }) => {
      const rows = clips.map((clip) => ['', printable(clip.tool), standing(clip), printable(clip.file)]);
      const said = [...clips.flatMap((clip) => clip.findings), ...findings];
      const lines = said.map(({ severity, message, code }) => `  ${severity}: ${printable(message)} [${code}]\n`);
      return `${printable(comp)}\n${rows.length === 0 ? '  no Loaders\n' : formatTable(rows)}${lines.join('')}`;
    })
    .join('\n');
}

/** How a clip stands, in a few words. */
function standing(clip: AuditedClip): string {
  const read = clip.versions.find(({ isRead }) => isRead);
  if (read === undefined) return clip.media?.kind ?? 'not known here';
  const newer = newerVersion(clip);
  const version = `v${versionDigits(read.number)}`;
  return newer === undefined ? `${version}, newest` : `${version}, v${versionDigits(newer.number)} is published`;
}
