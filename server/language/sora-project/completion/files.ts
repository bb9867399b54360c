import { NO_MAPS } from '../../../checks/sora/sheet-reader.ts';
import { decodeJsonString, encodeJsonString } from '../../../formats/json/json-string.ts';
import type { TextRange } from '../../../formats/text/range.ts';
import type { FolderItem } from '../../../project/folder-items.ts';
import type { Completion, Completions } from '../../answers/completion.ts';
import type { SoraSite } from '../site.ts';

const IMAGES = /\.(?:png|jpe?g|webp|gif)$/i;
const VIDEOS = /\.(?:mp4|mov|webm|mkv)$/i;
const TABLES = /\.csv$/i;

/** Folders and fitting files, for the path in a string. */
export async function filesIn(
  { project, askPlace }: SoraSite,
  role: 'image-paths' | 'path' | 'folder',
  key: string,
  value: TextRange,
  offset: number,
): Promise<Completions | undefined> {
  const { text } = project;
  const isString = text[value.start] === '"' && offset > value.start;
  const start = isString ? value.start + 1 : value.start;
  const typed = isString ? text.slice(start, offset) : '';
  const folderLength = /^.*(?:\/|\\\\)/s.exec(typed)?.[0].length ?? 0;
  const folder = decodeJsonString(typed.slice(0, folderLength)).text;
  const place = await askPlace();
  const path = place?.resolve(folder === '' ? '.' : folder, NO_MAPS);
  if (place?.itemsIn === undefined || path === undefined) return undefined;
  const fits = fitting(role, key);
  const items = (await place.itemsIn(path)).filter(({ kind, name }) => kind === 'folder' || fits.test(name));
  const rest = isString ? (/^[^/\\"\r\n]*/.exec(text.slice(offset, value.end))?.[0] ?? '') : '';
  const range = isString ? { start: start + folderLength, end: offset + rest.length } : value;
  return {
    items: items.map((item) => completionOf(item, isString)),
    insertRange: { start: range.start, end: offset },
    replaceRange: range,
    otherEdits: [],
    isCut: false,
  };
}

function fitting(role: 'image-paths' | 'path' | 'folder', key: string): RegExp {
  if (role === 'image-paths') return IMAGES;
  if (role === 'folder') return /$^/;
  return key === 'csv' ? TABLES : VIDEOS;
}

function completionOf({ name, kind }: FolderItem, isString: boolean): Completion {
  const written = encodeJsonString(name);
  const insert = [isString ? written : `"${written}"`];
  if (kind === 'folder') return { label: name, kind: 'folder', insert, ...(isString && { commitWith: ['/'] }) };
  return { label: name, kind: 'file', insert };
}
