import { createHash } from 'node:crypto';
import type { FarmConfig } from '../../formats/config/farm-schema.ts';
import type { Config } from '../../formats/config/schema.ts';
import { type Renderer, resolveRenderer } from '../../formats/renderers/renderer.ts';
import type { ProjectFarm, ProjectWebhook } from '../../protocol/projects.ts';

/** A program that a project's configuration would run, under the name that the configuration gives it. */
export interface ProjectProgram {
  readonly name: string;
  /** The program and its arguments, placeholders as they are written; arguments that may be left out in brackets. */
  readonly commandLine: string[];
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0;

const renderersOf = (config: Config): Renderer[] =>
  Object.entries(config.renderers)
    .sort(byName)
    .map(([name, renderer]) => resolveRenderer(name, renderer));

/** Everything that the configuration would run, in the order of the names: what is shown before trust is given. */
export function programsOf(config: Config): ProjectProgram[] {
  return renderersOf(config).map(({ name, programs, args, script }) => ({
    name,
    commandLine: [
      programs[0] ?? '',
      ...args.map((argument) =>
        // A script is what is run in truth.
        typeof argument !== 'string'
          ? `[${argument.join(' ')}]`
          : script === undefined
            ? argument
            : argument.replaceAll('{script}', script),
      ),
    ],
  }));
}

/** Everybody whom the configuration would tell what happens, in the order of the names. */
export function webhooksOf(config: Config): ProjectWebhook[] {
  return Object.entries(config.webhooks)
    .sort(byName)
    .map(([name, { kind, url }]) => ({ name, kind, ...(url !== undefined && { target: shownTarget(url) }) }));
}

/** Every farm that the configuration would hand jobs to, in the order of the names. */
export function farmsOf(config: Config): ProjectFarm[] {
  return Object.entries(config.farms)
    .sort(byName)
    .map(([name, { type, url, region, farmId = '', queueId = '' }]) => {
      // Nothing in an address of a farm is secret.
      const target = url ?? (region && `${region} ${farmId} ${queueId}`.trim());
      return { name, type, ...(target !== undefined && { target }) };
    });
}

/** The host that an address leads to. Its path and query let whoever knows them send messages, so they are not shown. */
export function shownTarget(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'an address that cannot be read' : `${parsed.protocol}//${parsed.host}`;
}

/** What decides where jobs and credentials go, and who hears of them. Pools and the like stay within a farm. */
const FARM_KEYS = [
  'type',
  'url',
  'region',
  'farmId',
  'queueId',
  'user',
  'certificate',
  'verify',
  'unencrypted',
] as const satisfies readonly (keyof FarmConfig)[];

/**
 * Names what the configuration would run in the project at `root`: programs, arguments, scripts and environments, with
 * what presets say of them, whom it would tell, and which farms it would hand jobs to, whatever their order in the text. A change of any of these is another hash, and the trust
 * given to the old one does not cover it.
 */
export function trustHash(root: string, config: Config): string {
  const runs = renderersOf(config).map(({ name, programs, args, script, environment }) => [
    name,
    // As it was before there were presets, so that trust that was given stands.
    programs.length === 1 ? programs[0] : programs,
    args,
    Object.entries(environment).sort(byName),
    ...(script === undefined ? [] : [script]),
  ]);
  const calls = Object.entries(config.webhooks)
    .sort(byName)
    .map(([name, { kind, url }]) => [name, kind, url ?? null]);
  const farms = Object.entries(config.farms)
    .sort(byName)
    .map(([name, farm]) => [name, ...FARM_KEYS.map((key) => farm[key] ?? null)]);
  const more = [...(calls.length === 0 ? [] : [calls]), ...(farms.length === 0 ? [] : [{ farms }])];
  return createHash('sha256')
    .update(JSON.stringify(['compline-trust-1', root, runs, ...more]))
    .digest('hex');
}
