import { quote } from '../../formats/comp/quoted-string.ts';
import { PLATFORM_NAMES, type RootedPath, type Roots } from '../../project/roots.ts';
import type { Fix } from '../check.ts';
import { machineOf, machinePath } from '../comp/machine-path.ts';
import type { CompInPlace, ProjectCheck } from '../project-check.ts';
import type { FileWords } from './media-facts.ts';

/** A path of one machine, in a project that has roots: which of them it is below, and how it is written for all. */
export const machinePathRoots: ProjectCheck = {
  code: machinePath.code,
  title: machinePath.title,
  defaultSeverity: machinePath.defaultSeverity,
  *run({ facts, place }) {
    const { roots } = place;
    if (roots === undefined || !roots.areAny) return;
    for (const { tool, does, file, isRead } of filesOf(facts)) {
      const machine = machineOf(file.text);
      if (machine === undefined) continue;
      const rooted = roots.under(file.text);
      if (rooted === undefined) {
        yield {
          message: `${tool} ${does} ${machine}, below none of the project's roots: other machines may not have it.`,
          range: file.range,
        };
      } else if (rooted.notation !== 'map') {
        const platform = PLATFORM_NAMES[rooted.notation];
        yield {
          message: `${tool} ${does} the root "${rooted.root}" by its path on ${platform}, which other platforms do not have.`,
          range: file.range,
          // What a Saver writes is listed in the head of the composition too: renaming it there is a refactoring.
          ...(isRead && { fixes: fixes(file, rooted, roots, facts.maps) }),
        };
      }
    }
  },
};

/** A file that a tool reads or writes. */
interface NamedFile {
  readonly tool: string;
  readonly does: string;
  readonly file: FileWords;
  readonly isRead: boolean;
}

/** The files that the tools of a comp read and write, by the words that stand for them. */
export function* filesOf({ loaders, savers }: CompInPlace['facts']): Generator<NamedFile> {
  for (const { name, clips } of loaders) {
    for (const { file } of clips) yield { tool: name, does: 'reads from', file, isRead: true };
  }
  for (const { name, file } of savers) {
    if (file !== undefined) yield { tool: name, does: 'writes to', file, isRead: false };
  }
}

function fixes(file: FileWords, rooted: RootedPath, roots: Roots, maps: ReadonlyMap<string, string>): readonly Fix[] {
  const map = roots.mapOf(rooted.root);
  const isMapped = map !== undefined && maps.has(map.toLowerCase());
  const names = [isMapped ? roots.withMap(rooted) : undefined, roots.translate(file.text)];
  return names.flatMap((name) =>
    name === undefined || name === file.text
      ? []
      : [{ title: `Write the path as ${name}`, edits: [{ range: file.literal, newText: quote(name) }] }],
  );
}
