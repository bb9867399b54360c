import { placeholderNames } from '../../formats/sora/expand-shots.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { PlacedCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { type ShotSheet, shotSheets } from './shot-sheets.ts';
import { listed, shown } from './words.ts';

/** Tables that cannot be found, must not be read, or are not what a table should be. */
export const soraCsv: PlacedCheck<CheckedProject> = {
  code: 'sora-csv',
  title: 'The table that fills placeholders is missing, or has faults.',
  defaultSeverity: 'warning',
  async *run(checked, place) {
    for await (const found of shotSheets(checked, place)) {
      const { name, onDisk, mention: range } = found;
      // A table that no shot needs is nobody's concern: it only has the name of the project.
      if (!found.isNeeded) continue;
      if (onDisk.kind === 'missing' && name.mention !== undefined) {
        yield { severity: 'error', message: `There is no ${name.name} where \`meta.compline.csv\` says.`, range };
      } else if (onDisk.kind === 'missing') {
        const message = `Nothing fills the placeholders: there is no ${name.name} beside the project.`;
        yield { message, range };
      } else if (onDisk.kind === 'outside') {
        const message = `${name.name} is not read: it lies outside of ${onDisk.folder}. Move it below that folder.`;
        yield { severity: 'error', message, range };
      } else if (onDisk.kind === 'no-file') {
        yield { severity: 'error', message: `${name.name} cannot be read: is it a folder, or not yours?`, range };
      } else if (onDisk.kind === 'read') {
        for (const { severity, message } of onDisk.sheet.faults) {
          yield { severity, message: `${name.name} ${message}`, range };
        }
      }
    }
  },
};

/** Columns that nobody asks for: often the other half of a misspelt placeholder. */
export const soraCsvColumn: PlacedCheck<CheckedProject> = {
  code: 'sora-csv-column',
  title: 'A column of the table is used by no prompt.',
  defaultSeverity: 'hint',
  async *run(checked, place) {
    for await (const found of shotSheets(checked, place)) {
      const unused = unusedColumns(found, checked.project);
      if (unused.length === 0 || !found.isNeeded) continue;
      const names = listed(unused.map((name) => `“${shown(name)}”`));
      const what = unused.length === 1 ? 'the column' : 'the columns';
      yield { message: `No prompt uses ${what} ${names} of ${found.name.name}.`, range: found.mention };
    }
  },
};

/** Templates and the window have no table of their own: what they use may come from any. */
function unusedColumns({ onDisk, shots }: ShotSheet, { prompts }: SoraProject): readonly string[] {
  if (onDisk.kind !== 'read') return [];
  const forLater = prompts.filter(({ owner }) => owner !== 'shot').flatMap(({ placeholders }) => placeholders);
  const used = new Set([...shots.flatMap(placeholderNames), ...forLater.map(({ name }) => name)]);
  return [...new Set(onDisk.sheet.columns.map(({ name }) => name))].filter((name) => name !== '' && !used.has(name));
}
