import { isAbsoluteName } from '../../formats/comp/folder-names.ts';
import { PLATFORM_NAMES, PLATFORMS, type Roots } from '../../project/roots.ts';
import { machineOf } from '../comp/machine-path.ts';
import type { ProjectCheck } from '../project-check.ts';
import { filesOf } from './machine-path-roots.ts';

/**
 * A path that machines of another platform cannot follow, in a project that has roots: no root covers it, or its root
 * has no path there. What is plainly of one machine is `machine-path`.
 */
export const pathPlatform: ProjectCheck = {
  code: 'path-platform',
  title: 'A path of a Loader or a Saver leads nowhere on another platform.',
  defaultSeverity: 'information',
  *run({ facts, place }) {
    const { roots } = place;
    if (roots === undefined || !roots.areAny) return;
    const used = PLATFORMS.filter((platform) => roots.isOn(platform));
    for (const { tool, does, file } of filesOf(facts)) {
      if (machineOf(file.text) !== undefined) continue;
      const lacking = lackingOf(file.text, roots);
      const missing = lacking?.platforms.filter((platform) => used.includes(platform)) ?? [];
      if (lacking === undefined || missing.length === 0) continue;
      const names = missing.map((platform) => PLATFORM_NAMES[platform]).join(' and ');
      yield { message: `${tool} ${does} ${lacking.what} no path on ${names}.`, range: file.range };
    }
  },
};

/** What a path lies in, and the platforms that have no path for it; absent for a name that says nothing of platforms. */
function lackingOf(name: string, roots: Roots) {
  const rooted = roots.under(name);
  if (rooted !== undefined) {
    const platforms = PLATFORMS.filter((platform) => roots.on(platform, rooted) === undefined);
    return { what: `the root "${rooted.root}", which has`, platforms };
  }
  if (!isAbsoluteName(name)) return undefined;
  // An absolute path that is no drive and no share is one of Linux or macOS: of this one, where this is one of them.
  const platforms = PLATFORMS.filter((it) => it === 'windows' || (roots.here !== 'windows' && it !== roots.here));
  return { what: 'a folder that no root covers, with', platforms };
}
