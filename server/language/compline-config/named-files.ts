import { isAbsoluteName } from '../../formats/comp/folder-names.ts';
import { besideFile } from '../../formats/config/beside-file.ts';
import type { TextRange } from '../../formats/text/range.ts';
import { resolved, type YamlNode, type YamlPath, type YamlScalar } from '../../formats/yaml/yaml-node.ts';
import { nodeAt } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { CompPlace } from '../../project/comp-place.ts';

/** A file that a configuration names. */
export interface NamedFile {
  readonly name: string;
  readonly node: YamlScalar;
  /** Where a relative name begins: at the folder of the file itself, or of its project. */
  readonly from: 'file' | 'project';
}

/** The files that a configuration names, in the order of the text. */
export function namedFiles(yaml: YamlText): readonly NamedFile[] {
  const bases = nodeAt(yaml, ['extends']);
  const files = (bases?.kind === 'list' ? bases.items : [bases]).flatMap((node) => named(node, 'file'));
  for (const [section, key] of [
    ['steps', 'renderSpec'],
    ['steps', 'scene'],
    ['renderers', 'program'],
    ['renderers', 'script'],
  ] as const) {
    for (const { value } of pairsOf(nodeAt(yaml, [section]))) {
      for (const pair of pairsOf(value)) if (pair.name === key) files.push(...named(pair.value, 'project'));
    }
  }
  // A program without folder is looked for on PATH.
  return files
    .filter(({ name, node }) => /[/\\.]/.test(name) && node.range.end > node.range.start)
    .sort((a, b) => a.node.range.start - b.node.range.start);
}

/** Where a relative path at `path` begins; absent where no file is named there. */
export function beginningOf([section, , key, ...rest]: YamlPath): NamedFile['from'] | undefined {
  if (section === 'extends') return 'file';
  if (rest.length > 0) return undefined;
  const isFile =
    (section === 'steps' && (key === 'renderSpec' || key === 'scene')) ||
    (section === 'renderers' && (key === 'program' || key === 'script'));
  return isFile ? 'project' : undefined;
}

/** The absolute path of a file that is named; absent where nobody here knows. */
export function fileOf({ name, from }: Pick<NamedFile, 'name' | 'from'>, place: CompPlace): string | undefined {
  if (from === 'file') return besideFile(place.file, name);
  const { project } = place;
  if (project === undefined) return isAbsoluteName(name) ? besideFile(place.file, name) : undefined;
  return besideFile(`${project.root}${project.root.includes('\\') ? '\\' : '/'}compline.yaml`, name);
}

/** The words of a name, without quotes. */
export function wordsOfFile({ style, range }: YamlScalar): TextRange {
  const isQuoted = style === 'single' || style === 'double';
  return isQuoted ? { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) } : range;
}

function named(node: YamlNode | undefined, from: NamedFile['from']): NamedFile[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.style === 'block') return [];
  return [{ name: node.value, node, from }];
}

function pairsOf(node: YamlNode | undefined) {
  const map = resolved(node);
  return map?.kind === 'map' ? map.pairs : [];
}
