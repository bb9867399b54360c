import { isSameId } from '../../formats/names/name-blocks.ts';
import { PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { parseVersionFolder, versionDigits } from '../../project/names/version-folder.ts';
import type { ProjectCheck } from '../project-check.ts';
import { severityInUse } from './severity-in-use.ts';
import { workingComp } from './working-comp.ts';

/** The state of a version that was approved, as Ramses names it. */
const APPROVED = 'OK';

/** A Loader that reads a version which nobody has approved; for projects that deliver approved versions alone. */
export const loaderUnapproved: ProjectCheck = {
  code: 'loader-unapproved',
  title: 'A Loader reads a published version that is not approved.',
  defaultSeverity: 'off',
  *run(comp) {
    if (workingComp(comp) === undefined) return;
    for (const loader of comp.facts.loaders) {
      for (const { file } of loader.clips) {
        const parts = file.text.split(/[/\\]/);
        const version = parseVersionFolder(parts[parts.lastIndexOf(PUBLISHED_FOLDER) + 1] ?? '');
        if (!parts.includes(PUBLISHED_FOLDER) || version === undefined || isSameId(version.state, APPROVED)) continue;
        const state = version.state === '' ? 'without a state' : version.state;
        yield {
          severity: severityInUse(loader, comp.facts.kind, 'warning'),
          message: `${loader.name} reads v${versionDigits(version.number)}, which is ${state} and not ${APPROVED}.`,
          range: file.range,
        };
      }
    }
  },
};
