import { stackAlone, stackAt } from '../../checks/read-config.ts';
import { folderOf } from '../../formats/comp/folder-names.ts';
import { isConfigName } from '../../formats/config/config-name.ts';
import type { ConfigText } from '../../formats/config/config-text.ts';
import { PLACEHOLDER_MEANINGS } from '../../formats/config/placeholders.ts';
import { type CursorPlace, cursorPlace } from '../../formats/yaml/cursor-place.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { FolderItem } from '../../project/folder-items.ts';
import type { Completion, Completions } from '../answers/completion.ts';
import type { AskPlace } from '../language-support.ts';
import { yamlCompletions } from '../yaml/yaml-completions.ts';
import { ConfigGuide } from './config-guide.ts';
import { beginningOf, fileOf } from './named-files.ts';

/** What may be written at `offset` of a configuration: what its schema and its project know, placeholders, files. */
export async function configCompletions(
  config: ConfigText,
  offset: number,
  askPlace: AskPlace,
): Promise<Completions | undefined> {
  const { yaml } = config;
  const cursor = cursorPlace(yaml.text, offset);
  if (cursor === undefined) return undefined;
  const path = cursor.valueOf;
  const placeholders = placeholdersAt(yaml.text, cursor, offset);
  if (placeholders !== undefined) return placeholders;
  const place = await askPlace();
  const files = path && place && (await filesAt(yaml.text, cursor, path, offset, place));
  if (files !== undefined) return files;
  return yamlCompletions(yaml, await guideAt(config, place), offset);
}

async function guideAt(config: ConfigText, place: CompPlace | undefined): Promise<ConfigGuide> {
  if (place === undefined) return new ConfigGuide(stackAlone(config));
  const [stack, steps = []] = await Promise.all([stackAt(config, place), place.steps?.()]);
  const shots = steps.filter(({ name }) => /^[^_]+_S_/i.test(name));
  return new ConfigGuide(stack, {
    steps: unique(steps.map(({ step }) => step)),
    shots: unique(shots.map(({ item }) => item)),
  });
}

function isArgument([section, , key, ...rest]: YamlPath = []): boolean {
  return section === 'renderers' && key === 'args' && rest.length >= 1;
}

/** The placeholders for the brace before the cursor; a brace that stands without quotes gets them. */
function placeholdersAt(text: string, cursor: CursorPlace, offset: number): Completions | undefined {
  const { word } = cursor;
  const isBare = isArgument(cursor.keyOf);
  if (!isBare && !isArgument(cursor.valueOf)) return undefined;
  const typed = text.slice(word.start - (isBare ? 1 : 0), offset);
  const open = /(?:^|[^{])(?:\{\{)*(\{\w*)$/.exec(typed)?.[1];
  if (open === undefined || (isBare ? open !== typed : !/^["']/.test(typed))) return undefined;
  const start = offset - open.length;
  const rest = /^\w*\}?/.exec(text.slice(offset, isBare ? undefined : word.end))?.[0].length ?? 0;
  const items = Object.entries(PLACEHOLDER_MEANINGS).map(
    ([name, meaning]): Completion => ({
      label: `{${name}}`,
      kind: 'value',
      detail: meaning.replace(/\.$/, ''),
      insert: [isBare ? `'{${name}}'` : `{${name}}`],
    }),
  );
  // The brace that the editor has put after the first one belongs to it, also for those who do not replace.
  const range = { start, end: offset + rest };
  return { items, insertRange: range, replaceRange: range, otherEdits: [], isCut: false };
}

/** The files and folders that the path at the cursor may lead on to. */
async function filesAt(
  text: string,
  { word, needsBlank }: CursorPlace,
  path: YamlPath,
  offset: number,
  place: CompPlace,
): Promise<Completions | undefined> {
  const from = beginningOf(path);
  if (from === undefined || needsBlank || place.itemsIn === undefined) return undefined;
  const typed = text.slice(word.start, offset);
  const [quote = ''] = /^["']?/.exec(typed) ?? [];
  const folder = /^.*[/\\]/.exec(typed.slice(quote.length))?.[0] ?? '';
  const file = fileOf({ name: `${folder}x`, from }, place);
  if (file === undefined) return undefined;
  const items = await place.itemsIn(folderOf(file));
  const start = word.start + quote.length + folder.length;
  const end = Math.max(offset, word.end - (quote !== '' && text.charAt(word.end - 1) === quote ? 1 : 0));
  const wanted = items.filter((item) => isWanted(item, path) && `${folder}${item.name}` !== ownName(place));
  return {
    items: [...upwards(folder, from), ...wanted.map((item) => suggestion(item, quote))],
    insertRange: { start, end: offset },
    replaceRange: { start, end },
    otherEdits: [],
    isCut: false,
  };
}

function suggestion({ name, kind }: FolderItem, quote: string): Completion {
  const written = quote === "'" ? name.replaceAll("'", "''") : name;
  return kind === 'folder'
    ? { label: name, kind: 'folder', insert: [written], commitWith: ['/'] }
    : { label: name, kind: 'file', insert: [written] };
}

/** Configurations to build on lie above the project as a rule. */
function upwards(folder: string, from: 'file' | 'project'): readonly Completion[] {
  if (from === 'project' || !/^(?:\.\.[/\\])*$/.test(folder)) return [];
  return [{ label: '..', kind: 'folder', insert: ['..'], commitWith: ['/'] }];
}

function isWanted({ name, kind }: FolderItem, [section]: YamlPath): boolean {
  if (name.startsWith('.')) return false;
  if (kind === 'folder') return true;
  if (section === 'extends') return isConfigName(name);
  return section === 'renderers' || /\.ya?ml$/i.test(name);
}

function ownName({ file }: CompPlace): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '');
}
