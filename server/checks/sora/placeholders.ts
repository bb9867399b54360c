import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { encodeJsonString } from '../../formats/json/json-string.ts';
import { columnValues, type Sheet } from '../../formats/sora/csv/sheet.ts';
import type { Placeholder } from '../../formats/sora/prompt.ts';
import type { Fix, Observation } from '../check.ts';
import type { PlacedCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { shotSheets } from './shot-sheets.ts';
import { shown } from './words.ts';

/** Placeholders of shots that no column fills, or that a column leaves empty. */
export const soraPlaceholder: PlacedCheck<CheckedProject> = {
  code: 'sora-placeholder',
  title: 'No column of the table fills a placeholder.',
  defaultSeverity: 'error',
  async *run(checked, place) {
    for await (const { name, onDisk, shots } of shotSheets(checked, place)) {
      if (onDisk.kind !== 'read' || onDisk.sheet.columns.length === 0) continue;
      for (const { prompt } of shots) {
        const seen = new Set<string>();
        for (const placeholder of prompt?.placeholders ?? []) {
          yield* problemsOf(placeholder, onDisk.sheet, name.name, seen);
        }
      }
    }
  },
};

function* problemsOf(placeholder: Placeholder, sheet: Sheet, file: string, seen: Set<string>): Generator<Observation> {
  const { name, range } = placeholder;
  const values = columnValues(sheet, name);
  if (values === undefined) {
    const names = sheet.columns.map((column) => column.name);
    const [meant] = nearestNames(name, new Set(names), 1);
    const question = meant === undefined ? '' : ` Did you mean {${shown(meant)}}?`;
    const message = `${file} has no column “${shown(name)}”.${question}`;
    yield { message, range, ...(meant !== undefined && { fixes: [renameFix(placeholder, meant)] }) };
    return;
  }
  if (seen.has(name)) return;
  seen.add(name);
  const empty = values.filter((value) => value === '').length;
  if (empty === 0 || empty === values.length) return;
  const rows = empty === 1 ? `row ${values.indexOf('') + 1}` : `${empty} of ${values.length} rows`;
  yield { severity: 'warning', message: `${file} has nothing in “${shown(name)}” in ${rows}.`, range };
}

function renameFix({ nameRange }: Placeholder, meant: string): Fix {
  const edits = [{ range: nameRange, newText: encodeJsonString(meant) }];
  return { title: `Change to {${shown(meant)}}`, edits, preferred: true };
}
