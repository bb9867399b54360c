import { placeInText } from '../text/place-in-text.ts';
import { ConfigStack } from './config-stack.ts';
import { configFaults } from './rules/config-rules.ts';
import { type Config, configSchema } from './schema.ts';

/** A fault for which a configuration is not used. Lines and characters count from 0. */
export interface ConfigProblem {
  /** The code of the check that tells of it in the editor. */
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly character: number;
  /** The file that it is in, where that is not the project's own but one that it builds on. */
  readonly path?: string;
}

/** What a configuration says: `config` is absent where anything in it is wrong, since a part of it is not trusted. */
export interface ParsedConfig {
  readonly config: Config | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** Reads a configuration with all that it builds on. */
export function readConfig(stack: ConfigStack): ParsedConfig {
  const problems = configFaults(stack)
    .filter(({ severity = 'error' }) => severity === 'error')
    .map(({ code, message, range, source }): ConfigProblem => {
      const place = placeInText(source.text.yaml.text, range.start);
      const isOfBase = source !== stack.own && source.file !== undefined;
      return { code, message, ...place, ...(isOfBase && source.file !== undefined && { path: source.file }) };
    });
  if (problems.length > 0) return { config: undefined, problems };
  const current = { ...(stack.value instanceof Object ? stack.value : {}), version: 1 };
  return { config: configSchema.parse(current), problems };
}

/** Reads the text of a project's own configuration, which builds on no other. */
export function parseConfig(text: string): ParsedConfig {
  return readConfig(ConfigStack.alone(text, true));
}
