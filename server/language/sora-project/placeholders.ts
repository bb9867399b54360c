import { sheetsOf } from '../../checks/sora/sheet-reader.ts';
import { encodeJsonString } from '../../formats/json/json-string.ts';
import { columnIndex, writeCell } from '../../formats/sora/csv/sheet.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { Placeholder } from '../../formats/sora/prompt.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { FileDefinition } from '../answers/file-definition.ts';
import type { FileEdit } from '../answers/file-edit.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import type { Occurrence } from '../language-support.ts';
import type { Pausing } from '../pausing.ts';
import type { SoraSite } from './site.ts';

/** The placeholder that an offset is in, or at an end of. */
export function placeholderAt({ prompts }: SoraProject, offset: number): Placeholder | undefined {
  for (const { node, placeholders } of prompts) {
    if (offset < node.offset || offset > node.offset + node.length) continue;
    return placeholders.find(({ range }) => range.start <= offset && offset <= range.end);
  }
  return undefined;
}

/** Every placeholder of the same name, in document order. What defines it is a column of a table. */
export function occurrencesAt(project: SoraProject, offset: number): readonly Occurrence[] {
  const found = placeholderAt(project, offset);
  if (found === undefined) return [];
  return namedAlike(project, found.name).map(({ nameRange }) => ({ range: nameRange, declaration: false }));
}

/** The name under the cursor. */
export function renameTargetAt(project: SoraProject, offset: number): RenameTarget | undefined {
  const found = placeholderAt(project, offset);
  // Editors refuse a range that the cursor is not in: at the braces there is nothing to rename.
  if (found === undefined || offset < found.nameRange.start || offset > found.nameRange.end) return undefined;
  return { range: found.nameRange, name: found.name };
}

/** Gives a placeholder another name in every prompt of the project. */
export function renameAt(project: SoraProject, offset: number, newName: string): RenameOutcome {
  const found = placeholderAt(project, offset);
  if (found === undefined) return { refusal: 'There is no placeholder here to rename.' };
  const name = newName.trim();
  if (name === found.name) return { edits: [] };
  const refusal = whyNoName(name) ?? whyTaken(project, name);
  return refusal === undefined ? { edits: editsOf(project, found.name, name) } : { refusal };
}

function whyNoName(name: string): string | undefined {
  if (name === '') return 'A placeholder needs a name.';
  if (/[{}\r\n]/.test(name)) return 'The name of a placeholder has no braces and no line breaks.';
  return undefined;
}

function whyTaken(project: SoraProject, name: string): string | undefined {
  const isTaken = namedAlike(project, name).length > 0;
  return isTaken ? `Prompts of this project use {${name}} already: the two would be one afterwards.` : undefined;
}

function* editsOf(project: SoraProject, from: string, to: string): Pausing<TextEdit> {
  const newText = encodeJsonString(to);
  for (const { nameRange } of namedAlike(project, from)) yield { range: nameRange, newText };
}

function namedAlike({ prompts }: SoraProject, name: string): readonly Placeholder[] {
  return prompts.flatMap(({ placeholders }) => placeholders.filter((each) => each.name === name));
}

/** The column that fills the placeholder at an offset, in the header of the table of its shot. */
export async function columnDefinition(site: SoraSite, offset: number): Promise<FileDefinition | undefined> {
  const found = placeholderAt(site.project, offset);
  if (found === undefined) return undefined;
  const [column] = await columnsNamed(site, found.name, offset);
  if (column === undefined) return undefined;
  const { line, character, length } = column.stretch;
  const from = { line, character };
  return { origin: found.range, path: column.file, from, to: { line, character: character + length } };
}

/** The edits that give the column of a renamed placeholder its new name, in every table that has it. */
export async function columnEdits(site: SoraSite, offset: number, newName: string): Promise<readonly FileEdit[]> {
  const found = placeholderAt(site.project, offset);
  if (found === undefined) return [];
  const columns = await columnsNamed(site, found.name);
  return columns.flatMap(({ file, stretch, write }) => {
    const newText = write(newName.trim());
    return newText === undefined ? [] : [{ file, stretch, newText }];
  });
}

/** A column in the header of a table. */
interface HeaderColumn {
  readonly file: string;
  readonly stretch: FileEdit['stretch'];
  /** The cell with another name; absent where that is the name of another column. */
  write(name: string): string | undefined;
}

/** The columns of a name in the tables of the project; with an offset only in that of the shot there. */
async function columnsNamed(site: SoraSite, name: string, offset?: number): Promise<readonly HeaderColumn[]> {
  const { project, sheets, askPlace } = site;
  const place = await askPlace();
  if (place === undefined) return [];
  const columns: HeaderColumn[] = [];
  for (const { sheet: sheetName, shots } of sheetsOf(project, place)) {
    const isAsked = shots.some(({ part: { node } }) => holds(node, offset));
    const onDisk = isAsked ? await sheets.read(sheetName, place) : undefined;
    if (onDisk?.kind !== 'read' || sheetName.path === undefined || !onDisk.sheet.isUtf8) continue;
    const { sheet } = onDisk;
    const column = sheet.columns[columnIndex(sheet, name) ?? -1];
    if (column === undefined) continue;
    const { line, character, length } = column;
    columns.push({
      file: sheetName.path,
      stretch: { line, character, length },
      write: (newName) => (columnIndex(sheet, newName) === undefined ? writeCell(newName, sheet.delimiter) : undefined),
    });
  }
  return columns;
}

function holds(
  { offset: start, length }: { readonly offset: number; readonly length: number },
  offset?: number,
): boolean {
  return offset === undefined || (start <= offset && offset <= start + length);
}
