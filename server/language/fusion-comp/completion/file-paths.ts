import type { Comp } from '../../../formats/comp/model.ts';
import type { TableNode } from '../../../formats/comp/nodes.ts';
import { pathMaps } from '../../../formats/comp/path-maps.ts';
import { quote, unescapeQuoted } from '../../../formats/comp/quoted-string.ts';
import { tableNamed } from '../../../formats/comp/table-access.ts';
import type { FolderItem } from '../../../project/folder-items.ts';
import type { Roots } from '../../../project/roots.ts';
import type { Completion } from '../../answers/completion.ts';
import type { PartSuggestions, Site } from './site.ts';

/** Path maps that every Fusion has, with what they stand for. */
const STANDARD_MAPS: readonly (readonly [map: string, description: string])[] = [
  ['Comp:', 'the folder of this comp'],
  ['Temp:', 'the folder for temporary files'],
  ['UserData:', 'Fusion’s folder of the user'],
  ['Macros:', 'the folders of macros'],
  ['Setting:', 'the folder of the setting'],
];

/** Path maps, files and folders for the file name around the cursor. */
export async function filePaths(site: Site): Promise<PartSuggestions | undefined> {
  const { comp, context } = site;
  const { string, offset } = context;
  if (string === undefined) return undefined;
  const typed = comp.slice(string.content.start, offset);
  // A colon, a slash, or a backslash, which is written twice, ends what is not typed any more.
  const folderLength = /^.*(?:[/:]|\\\\)/s.exec(typed)?.[0].length ?? 0;
  const folder = unescapeQuoted(typed.slice(0, folderLength));
  const rest = /^(?:[^/:\\"]|\\(?!\\))*/.exec(comp.slice(offset, string.content.end))?.[0] ?? '';
  const own = folder === '' ? ownMaps(comp) : undefined;
  const files = await filesIn(site, folder);
  const items = own === undefined ? files : [...mapNames(own, (await site.askPlace())?.roots), ...files];
  return { items, start: string.content.start + folderLength, end: offset + rest.length };
}

function mapNames(maps: readonly OwnMap[], roots: Roots | undefined): readonly Completion[] {
  const taken = new Set(maps.map(([map]) => map.toLowerCase()));
  const ofProject = (roots?.maps ?? []).map(([map, root]) => [map, `the root "${root}" of the project`] as const);
  const others = [...ofProject, ...STANDARD_MAPS].filter(([map]) => !taken.has(map.toLowerCase()));
  return [...maps, ...others].map(([label, description]) => ({
    label,
    kind: 'path-map',
    description,
    insert: [label],
  }));
}

/** A path map of the comp as the comp spells it, and what it stands for. */
type OwnMap = readonly [map: string, target: string];

function ownMaps({ root }: Comp): readonly OwnMap[] {
  const paths = ['Prefs', 'Comp', 'Paths', 'Map'].reduce<TableNode | undefined>(
    (table, key) => table && tableNamed(table, key),
    root,
  );
  return (paths?.entries ?? []).flatMap(({ key, value }): readonly OwnMap[] =>
    key === undefined || value?.kind !== 'string' ? [] : [[key.name, value.value]],
  );
}

/** What lies in the folder that the typed part names; the folder of the comp where nothing is typed yet. */
async function filesIn({ comp, writing, askPlace }: Site, folder: string): Promise<readonly Completion[]> {
  // The comp may have changed when the place is known.
  const maps = pathMaps(comp);
  const place = await askPlace();
  const path = place?.resolve(folder === '' ? 'Comp:' : folder, maps);
  if (path === undefined || place?.itemsIn === undefined) return [];
  const items = await place.itemsIn(path);
  return items.map((item) =>
    item.kind === 'folder'
      ? { label: item.name, kind: 'folder', insert: [escaped(item.name)], commitWith: ['/'] }
      : { label: item.name, kind: 'file', ...framesOf(item), insert: writing.content(item.name) },
  );
}

function framesOf({ frames, files }: FolderItem): { readonly detail?: string } {
  if (frames === undefined) return {};
  const missing = frames.last - frames.first + 1 - files;
  return { detail: `${frames.first}–${frames.last}${missing > 0 ? `, ${missing} missing` : ''}` };
}

function escaped(text: string): string {
  return quote(text).slice(1, -1);
}
