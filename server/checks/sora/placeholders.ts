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
      const columns = new ColumnFacts(onDisk.sheet);
      for (const { prompt } of shots) {
        yield undefined;
        const seen = new Set<string>();
        for (const placeholder of prompt?.placeholders ?? []) {
          yield* problemsOf(placeholder, columns, name.name, seen);
        }
      }
    }
  },
};

/** What a column has: `count` rows, of which so many are empty, and the first of these. */
interface ColumnFact {
  readonly count: number;
  readonly empty: number;
  readonly firstEmpty: number;
}

/** The columns of a table, each looked through once however many prompts name it. */
class ColumnFacts {
  readonly sheet: Sheet;
  readonly #known = new Map<string, ColumnFact | undefined>();

  constructor(sheet: Sheet) {
    this.sheet = sheet;
  }

  /** Absent where there is no such column. */
  of(name: string): ColumnFact | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#find(name));
    return this.#known.get(name);
  }

  #find(name: string): ColumnFact | undefined {
    const values = columnValues(this.sheet, name);
    if (values === undefined) return undefined;
    const empty = values.filter((value) => value === '').length;
    return { count: values.length, empty, firstEmpty: values.indexOf('') };
  }
}

function* problemsOf(
  placeholder: Placeholder,
  columns: ColumnFacts,
  file: string,
  seen: Set<string>,
): Generator<Observation> {
  const { name, range } = placeholder;
  const column = columns.of(name);
  if (column === undefined) {
    const names = columns.sheet.columns.map((column) => column.name);
    const [meant] = nearestNames(name, new Set(names), 1);
    const question = meant === undefined ? '' : ` Did you mean {${shown(meant)}}?`;
    const message = `${file} has no column “${shown(name)}”.${question}`;
    yield { message, range, ...(meant !== undefined && { fixes: [renameFix(placeholder, meant)] }) };
    return;
  }
  if (seen.has(name)) return;
  seen.add(name);
  const { count, empty, firstEmpty } = column;
  if (empty === 0 || empty === count) return;
  const rows = empty === 1 ? `row ${firstEmpty + 1}` : `${empty} of ${count} rows`;
  yield { severity: 'warning', message: `${file} has nothing in “${shown(name)}” in ${rows}.`, range };
}

function renameFix({ nameRange }: Placeholder, meant: string): Fix {
  const edits = [{ range: nameRange, newText: encodeJsonString(meant) }];
  return { title: `Change to {${shown(meant)}}`, edits, preferred: true };
}
