import { filesOfTool } from '../../formats/comp/file-names.ts';
import type { ToolCheck } from '../check.ts';

/** Where the paths lead that hold on one machine, or on machines of one platform. */
const MACHINE_PATHS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^[A-Za-z]:[/\\]/, 'a drive'],
  [/^(?:\\\\|\/\/)/, 'a share of Windows'],
  [/^\/(?:Users|home)\//, "a user's folder"],
  [/^\/Volumes\//, 'a volume of macOS'],
];

/** Where a path leads that other machines do not have, as a name: `a drive`; absent for any other path. */
export function machineOf(path: string): string | undefined {
  return MACHINE_PATHS.find(([pattern]) => pattern.test(path))?.[1];
}

/** A path that other machines do not have. */
export const machinePath: ToolCheck = {
  code: 'machine-path',
  title: 'A Loader or a Saver names a path of one machine.',
  defaultSeverity: 'information',
  ids: new Set(['Loader', 'Saver']),
  *run(tool) {
    for (const { name, range, use } of filesOfTool(tool)) {
      const what = use === 'other' ? undefined : machineOf(name);
      if (what === undefined) continue;
      const does = use === 'media' ? 'reads from' : 'writes to';
      yield { message: `${tool.name} ${does} ${what}, which other machines may not have.`, range };
    }
  },
};
