import { mediaOfTool } from '../../formats/comp/file-names.ts';
import type { Observation, ToolCheck } from '../check.ts';

/** Where the paths lead that hold on one machine, or on machines of one platform. */
const MACHINE_PATHS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /^[A-Za-z]:[/\\]/, what: 'a drive' },
  { pattern: /^(?:\\\\|\/\/)/, what: 'a share of Windows' },
  { pattern: /^\/(?:Users|home)\//, what: "a user's folder" },
  { pattern: /^\/Volumes\//, what: 'a volume of macOS' },
];

/** Where a path leads that other machines do not have, as a name: `a drive`; absent for any other path. */
export function machineOf(path: string): string | undefined {
  return MACHINE_PATHS.find(({ pattern }) => pattern.test(path))?.what;
}

/** A path that other machines do not have. */
export const machinePath: ToolCheck = {
  code: 'machine-path',
  title: 'A Loader or a Saver names a path of one machine.',
  defaultSeverity: 'information',
  ids: new Set(['Loader', 'Saver']),
  run(tool) {
    const found: Observation[] = [];
    for (const { name, range, use } of mediaOfTool(tool)) {
      const what = machineOf(name);
      if (what === undefined) continue;
      const does = use === 'media' ? 'reads from' : 'writes to';
      found.push({ message: `${tool.name} ${does} ${what}, which other machines may not have.`, range });
    }
    return found;
  },
};
