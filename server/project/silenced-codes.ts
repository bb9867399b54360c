import path from 'node:path';
import type { Config } from '../formats/config/schema.ts';

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

/** The severities that a project sets for one of its files: what is silenced there is `off`. */
export function severitiesOf(config: Pick<Config, 'checks' | 'silence'>, root: string, file: string): Severities {
  return { ...config.checks, ...switchedOff(silencedCodes(config, root, file)) };
}

/** The severity `off` for each of these codes. */
export function switchedOff(codes: readonly string[]): Severities {
  return Object.fromEntries(codes.map((code) => [code, 'off' as const]));
}
