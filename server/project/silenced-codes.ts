import path from 'node:path';
import type { Config } from '../formats/config/schema.ts';
import { stepOfFile } from './layout.ts';

/** Severities by the codes of checks, as a configuration sets them. */
export type Severities = Config['checks'];

/** The codes that a project silences for one of its files; `file` and `root` are absolute. */
export function silencedCodes(config: Pick<Config, 'silence'>, root: string, file: string): readonly string[] {
  const relative = path.relative(root, file).split(path.sep).join('/');
  return config.silence.flatMap(({ codes, files }) => {
    const isMeant = [files].flat().some((glob) => path.posix.matchesGlob(relative, glob));
    return isMeant ? [codes].flat() : [];
  });
}

/** The severities that a project sets for one of its files: those of its step over its own. Both paths are absolute. */
export function setSeverities(config: Pick<Config, 'checks' | 'steps'>, root: string, file: string): Severities {
  const step = stepOfFile(root, file)?.step.step;
  const ofStep = step === undefined ? undefined : config.steps[step]?.checks;
  return ofStep === undefined ? config.checks : { ...config.checks, ...ofStep };
}

/** The severities that hold for a file by its project: what is set, and `off` for what is silenced there. */
export function severitiesOf(
  config: Pick<Config, 'checks' | 'silence' | 'steps'>,
  root: string,
  file: string,
): Severities {
  return { ...setSeverities(config, root, file), ...switchedOff(silencedCodes(config, root, file)) };
}

/** The severity `off` for each of these codes. */
export function switchedOff(codes: readonly string[]): Severities {
  return Object.fromEntries(codes.map((code) => [code, 'off' as const]));
}
