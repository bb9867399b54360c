import { sheetNameOf } from '../../../checks/sora/sheet-reader.ts';
import { encodeJsonString } from '../../../formats/json/json-string.ts';
import { contentRange } from '../../../formats/json/json-tree.ts';
import { columnValues } from '../../../formats/sora/csv/sheet.ts';
import { placeInProject } from '../../../formats/sora/place-in-project.ts';
import type { ProjectItem, SoraProject } from '../../../formats/sora/project.ts';
import { readPrompt } from '../../../formats/sora/prompt.ts';
import type { TextRange } from '../../../formats/text/range.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { Completion, Completions } from '../../answers/completion.ts';
import type { SoraSite } from '../site.ts';
import { shorten } from '../words.ts';

/** Whether an offset is in a prompt, where nothing but columns is suggested. */
export function isInPrompt({ prompts }: SoraProject, offset: number): boolean {
  return prompts.some(({ node }) => node.offset < offset && offset < node.offset + node.length);
}

/** The columns of the table, inside of the braces of a placeholder. */
export async function columnsAt(site: SoraSite, offset: number): Promise<Completions | undefined> {
  const { project, askPlace } = site;
  const range = nameAround(project, offset);
  if (range === undefined) return undefined;
  const item = placeInProject(project, offset)?.item ?? project.shots[0];
  const place = await askPlace();
  const closing = project.text[range.end] === '}' ? '' : '}';
  const known = place && item ? await fromSheet(site, item, place, closing) : [];
  const others = namesUsed(project, range).filter((name) => !known.some(({ label }) => label === name));
  const items = [...known, ...others.map((name): Completion => column(name, closing, 'used in this project'))];
  return { items, insertRange: { start: range.start, end: offset }, replaceRange: range, otherEdits: [], isCut: false };
}

/** The name in the braces around an offset, as far as it is typed and with what follows of it. */
function nameAround({ prompts, text }: SoraProject, offset: number): TextRange | undefined {
  const prompt = prompts.find(({ node }) => node.offset < offset && offset < node.offset + node.length);
  if (prompt === undefined) return undefined;
  const content = contentRange(text, prompt.node);
  const open = readPrompt(text.slice(content.start, offset), content.start).faults.at(-1);
  if (open?.kind !== 'lone-open') return undefined;
  const typed = text.slice(open.range.end, offset);
  if (/[{}\r\n]|\\n/.test(typed)) return undefined;
  const rest = /^(?:[^{}"\\\r\n]*(?=\}))?/.exec(text.slice(offset, content.end))?.[0] ?? '';
  return { start: open.range.end, end: offset + rest.length };
}

async function fromSheet(
  { sheets }: SoraSite,
  item: ProjectItem,
  place: CompPlace,
  closing: string,
): Promise<readonly Completion[]> {
  const onDisk = await sheets.read(sheetNameOf(item, place), place);
  if (onDisk.kind !== 'read') return [];
  const { sheet } = onDisk;
  const names = [...new Set(sheet.columns.map(({ name }) => name))].filter((name) => name !== '');
  return names.map((name) => column(name, closing, shorten(columnValues(sheet, name)?.[0] ?? '', 40)));
}

function column(name: string, closing: string, detail: string): Completion {
  const insert = [`${encodeJsonString(name)}${closing}`];
  return { label: name, kind: 'column', insert, ...(detail !== '' && { description: detail }) };
}

function namesUsed({ prompts }: SoraProject, around: TextRange): readonly string[] {
  const all = prompts.flatMap(({ placeholders }) => placeholders);
  const others = all.filter(({ nameRange }) => nameRange.end < around.start || nameRange.start > around.end);
  return [...new Set(others.map(({ name }) => name))];
}
