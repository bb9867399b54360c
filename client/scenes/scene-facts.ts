import type { Scene, SceneFinding, SceneLoader } from '../../server/protocol/scenes.ts';

/** How a Loader stands: what it reads is not there, a newer version is published, something else is wrong, or all is well. */
export type LoaderState = 'missing' | 'outdated' | 'wrong' | 'current';

/** How many of a comp, or of several, want a look. */
export interface SceneCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Loaders that read an older version than is published. */
  readonly outdated: number;
  /** Loaders whose files are not there. */
  readonly missing: number;
  /** Comps that could not be read. */
  readonly unreadable: number;
}

/** How a Loader stands. What is passed through wants no look. */
export function loaderState({ enabled, media, newer, findings }: SceneLoader): LoaderState {
  if (!enabled) return 'current';
  if (media === 'missing') return 'missing';
  if (newer !== undefined) return 'outdated';
  return findings.some(isSerious) ? 'wrong' : 'current';
}

/** The number of the version that a Loader reads. */
export function versionRead({ versions }: SceneLoader): number | undefined {
  return versions.find(({ read }) => read)?.number;
}

/** What wants a look in a comp. */
export function countsOf({ loaders, findings, unreadable }: Scene): SceneCounts {
  const all = [...findings, ...loaders.flatMap((it) => (it.enabled ? it.findings : []))];
  const states = loaders.map(loaderState);
  return {
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    outdated: loaders.filter(({ enabled, newer }) => enabled && newer !== undefined).length,
    missing: states.filter((it) => it === 'missing').length,
    unreadable: unreadable === undefined ? 0 : 1,
  };
}

/** The sum over several comps. */
export function sumOf(all: readonly SceneCounts[]): SceneCounts {
  const sum = { errors: 0, warnings: 0, outdated: 0, missing: 0, unreadable: 0 };
  for (const it of all) {
    sum.errors += it.errors;
    sum.warnings += it.warnings;
    sum.outdated += it.outdated;
    sum.missing += it.missing;
    sum.unreadable += it.unreadable;
  }
  return sum;
}

/** True where anything wants a look. */
export function wantsAttention({ errors, warnings, outdated, missing, unreadable }: SceneCounts): boolean {
  return errors + warnings + outdated + missing + unreadable > 0;
}

function isSerious({ severity }: SceneFinding): boolean {
  return severity === 'error' || severity === 'warning';
}
