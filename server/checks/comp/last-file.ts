import { removeEntry } from '../../formats/comp/edits.ts';
import { isAbsoluteName } from '../../formats/comp/folder-names.ts';
import { preferences } from '../../formats/comp/preferences.ts';
import { entryNamed } from '../../formats/comp/table-access.ts';
import type { CompCheck } from '../check.ts';

/** Fusion writes down which file it touched last, and with it the folders of whoever worked on the composition. */
export const lastFile: CompCheck = {
  code: 'last-file',
  title: "The composition's preferences name a folder of one machine.",
  defaultSeverity: 'off',
  reads: 'wiring',
  *run(comp) {
    const table = preferences(comp);
    const entry = table && entryNamed(table, 'LastFile');
    const file = entry?.value;
    if (table === undefined || entry === undefined || file?.kind !== 'string' || !isAbsoluteName(file.value)) return;
    yield {
      message: 'LastFile names a path of the machine on which the composition was saved.',
      range: file.contentRange,
      fixes: [{ title: 'Remove LastFile', edits: removeEntry(comp.text, table, entry), preferred: true }],
    };
  },
};
