import { nearestNames } from '../comp/nearest-name.ts';
import { CHECK_CODES } from './check-codes.ts';
import { placeholderFaults } from './placeholders.ts';
import { type Config, configSchema } from './schema.ts';
import { validateYaml, type YamlProblem } from './validate-yaml.ts';

/** What `compline.yaml` says: `config` is absent where anything in it is wrong, since a part of it is not trusted. */
export interface ParsedConfig {
  readonly config: Config | undefined;
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads the text of a `compline.yaml`. Beyond the schema: a step names a renderer that is there, placeholders are
 * known, progress patterns are regular expressions, and the checks that are named exist.
 */
export function parseConfig(text: string): ParsedConfig {
  if (/^\uFEFF?\s*$/.test(text)) {
    const message = 'The file is empty. It needs at least "version: 1" and a "project" with an "id".';
    return { config: undefined, problems: [{ message, line: 0, character: 0 }] };
  }
  const { value, problems } = validateYaml(text, configSchema, checkReferences);
  return { config: value, problems };
}

type Report = (path: readonly PropertyKey[], message: string) => void;

function checkReferences(config: Config, report: Report): void {
  const renderers = Object.keys(config.renderers);
  for (const [name, { renderer }] of Object.entries(config.steps)) {
    if (renderer === undefined || renderers.includes(renderer)) continue;
    const [nearest] = nearestNames(renderer, renderers);
    const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
    report(['steps', name, 'renderer'], `There is no renderer "${renderer}" under "renderers".${meant}`);
  }
  for (const name of renderers) checkRenderer(config, name, report);
  for (const code of Object.keys(config.checks)) checkCode(code, ['checks', code], report);
  for (const [index, { codes }] of config.silence.entries()) {
    const path = ['silence', index, 'codes'];
    if (typeof codes === 'string') checkCode(codes, path, report);
    else for (const [at, code] of codes.entries()) checkCode(code, [...path, at], report);
  }
}

function checkCode(code: string, path: readonly PropertyKey[], report: Report): void {
  if (CHECK_CODES.includes(code)) return;
  const [nearest] = nearestNames(code, CHECK_CODES);
  const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  report(path, `There is no check "${code}".${meant}`);
}

function checkRenderer(config: Config, name: string, report: Report): void {
  const renderer = config.renderers[name];
  for (const [index, argument] of (renderer?.args ?? []).entries()) {
    for (const fault of placeholderFaults(argument)) report(['renderers', name, 'args', index], fault);
  }
  for (const [index, pattern] of (renderer?.progress ?? []).entries()) {
    const fault = patternFault(pattern);
    if (fault !== undefined) report(['renderers', name, 'progress', index], fault);
  }
}

function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}.`;
  }
  if (/\(\?<(?:frame|done)>/.test(pattern)) return undefined;
  return 'The pattern tells nothing: it needs a group (?<frame>…) or (?<done>…).';
}
