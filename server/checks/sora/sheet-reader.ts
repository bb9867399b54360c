import { baseOf, below, folderOf, joinName } from '../../formats/comp/folder-names.ts';
import type { JsonNode } from '../../formats/json/json-tree.ts';
import { readingSheet } from '../../formats/sora/csv/read-sheet.ts';
import { LARGEST_SHEET, type Sheet } from '../../formats/sora/csv/sheet.ts';
import type { ProjectItem, SoraProject } from '../../formats/sora/project.ts';
import type { CompPlace } from '../../project/comp-place.ts';

/** The table of a shot as its project names it. */
export interface SheetName {
  /** Absolute; absent where only another platform knows the path. */
  readonly path: string | undefined;
  /** The name of the file, for messages. */
  readonly name: string;
  /** The text that names it; absent for the table that lies beside the project under its name. */
  readonly mention: JsonNode | undefined;
}

/** What came of reading a table. */
export type SheetOnDisk =
  | { readonly kind: 'read'; readonly sheet: Sheet }
  /** There is none. */
  | { readonly kind: 'missing' }
  /** It lies outside of `folder`, and is not read. */
  | { readonly kind: 'outside'; readonly folder: string }
  /** It is a folder, or cannot be read. */
  | { readonly kind: 'no-file' }
  /** Nothing is known of it: the disk does not answer, or it is a path of another platform. */
  | { readonly kind: 'unknown' };

/** Path maps belong to comps; a project has none. */
export const NO_MAPS: ReadonlyMap<string, string> = new Map();

/** The table that fills a shot: the one that it names in `meta.compline.csv`, else the one beside the project. */
export function sheetNameOf(shot: ProjectItem, place: CompPlace): SheetName {
  const mention = shot.compline?.byName.get('csv')?.value;
  const written: unknown = mention?.value;
  if (typeof written === 'string' && written.trim() !== '') {
    return { path: place.resolve(written, NO_MAPS), name: baseOf(written), mention };
  }
  const name = `${baseOf(place.file).replace(/\.[^.]*$/, '')}.csv`;
  return { path: joinName(folderOf(place.file), name), name, mention: undefined };
}

/** Every table of a project with the shots that it fills, the shots in their order. */
export function sheetsOf(
  { shots }: SoraProject,
  place: CompPlace,
): readonly { readonly sheet: SheetName; readonly shots: readonly ProjectItem[] }[] {
  const found = new Map<string, { sheet: SheetName; shots: ProjectItem[] }>();
  for (const shot of shots) {
    const sheet = sheetNameOf(shot, place);
    const key = sheet.path ?? `?${sheet.name}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { sheet, shots: [shot] });
    else known.shots.push(shot);
  }
  return [...found.values()];
}

/** So many tables are remembered. */
const MOST_SHEETS = 8;

/** Reads tables, and parses one anew only when its bytes are others than before. */
export class SheetReader {
  readonly #known = new Map<string, { readonly bytes: Uint8Array; readonly sheet: Promise<Sheet> }>();
  readonly #rest: () => Promise<void>;

  /** `rest` lets others have their turn, some milliseconds apart; nobody else waits where it is absent. */
  constructor(rest: () => Promise<void> = () => Promise.resolve()) {
    this.#rest = rest;
  }

  /** What lies on disk under the name of a table. */
  async read({ path }: SheetName, place: CompPlace): Promise<SheetOnDisk> {
    if (path === undefined) return { kind: 'unknown' };
    const folder = place.project?.root ?? folderOf(place.file);
    if (below(folder, path) === undefined) return { kind: 'outside', folder };
    // What is typed into an open table counts before it is saved.
    const open = place.openText?.(path);
    const bytes = open === undefined ? await place.bytesAt(path, LARGEST_SHEET + 1) : new TextEncoder().encode(open);
    if (bytes !== undefined) return { kind: 'read', sheet: await this.#parse(path, bytes) };
    return { kind: await whyUnread(path, place) };
  }

  #parse(path: string, bytes: Uint8Array): Promise<Sheet> {
    const known = this.#known.get(path);
    if (known !== undefined && isSame(known.bytes, bytes)) return known.sheet;
    const sheet = this.#parseAnew(bytes);
    if (this.#known.size >= MOST_SHEETS) this.#known.clear();
    this.#known.set(path, { bytes, sheet });
    return sheet;
  }

  async #parseAnew(bytes: Uint8Array): Promise<Sheet> {
    const reading = readingSheet(bytes);
    for (;;) {
      const step = reading.next();
      if (step.done) return step.value;
      await this.#rest();
    }
  }
}

/** Why nothing could be read under a name. */
export async function whyUnread(path: string, place: CompPlace): Promise<'missing' | 'no-file' | 'unknown'> {
  const { kind, frames } = await place.mediaAt(path);
  if (kind === 'unknown') return 'unknown';
  if (kind !== 'sequence') return kind === 'missing' ? 'missing' : 'no-file';
  // A file with a number is there where its own number is: its neighbours are other files.
  const number = Number(/(\d+)\D*$/.exec(path)?.[1]);
  return frames.some(({ first, last }) => first <= number && number <= last) ? 'no-file' : 'missing';
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
