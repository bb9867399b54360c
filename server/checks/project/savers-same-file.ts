import { expandPath } from '../../formats/comp/path-maps.ts';
import { sameFiles, saversSameFile } from '../comp/savers-same-file.ts';
import type { ProjectCheck } from '../project-check.ts';

/** Two enabled Savers whose names lead to one file here, by the roots of the project and the folder of the comp. */
export const saversSameFileInPlace: ProjectCheck = {
  code: saversSameFile.code,
  title: saversSameFile.title,
  defaultSeverity: saversSameFile.defaultSeverity,
  *run({ facts: { savers, maps }, place }) {
    const enabled = savers.filter(({ isEnabled, file }) => isEnabled && file !== undefined);
    if (enabled.length < 2) return;
    yield* sameFiles(
      enabled.flatMap(({ name, file }) =>
        file === undefined
          ? []
          : [{ name, range: file.range, path: place.resolve(file.text, maps) ?? expandPath(file.text, maps) }],
      ),
    );
  },
};
