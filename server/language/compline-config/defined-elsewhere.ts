import { stackAt } from '../../checks/read-config.ts';
import type { ConfigSource } from '../../formats/config/config-stack.ts';
import type { ConfigText } from '../../formats/config/config-text.ts';
import { placeInText } from '../../formats/text/place-in-text.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';
import { pairAt, placeAt, rangeOfPath } from '../../formats/yaml/yaml-places.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { FileDefinition } from '../answers/file-definition.ts';
import { mentionAt } from './config-names.ts';
import { fileOf, namedFiles, wordsOfFile } from './named-files.ts';

const START = { line: 0, character: 0 };

/**
 * Where what stands at `offset` leads to in another file: the file that is named, the renderer that a base defines, or
 * what a key takes the place of.
 */
export async function definedElsewhere(
  config: ConfigText,
  offset: number,
  place: CompPlace,
): Promise<FileDefinition | undefined> {
  const { yaml } = config;
  const at = placeAt(yaml, offset);
  if (at === undefined) return undefined;
  const file = namedFiles(yaml).find(({ node }) => node === at.node);
  if (file !== undefined && at.part === 'value') {
    const path = fileOf(file, place);
    return path === undefined ? undefined : { origin: wordsOfFile(file.node), path, from: START, to: START };
  }
  const stack = await stackAt(config, place);
  const mention = at.part === 'value' ? mentionAt(yaml, offset) : undefined;
  const path = mention === undefined ? at.path : [mention.section, mention.name];
  if (mention === undefined && at.part !== 'key') return undefined;
  const base = stack.sourcesOf(path).findLast((source) => source !== stack.own);
  return base === undefined ? undefined : toPlace(base, path, at.node.range);
}

function toPlace({ file, text }: ConfigSource, path: YamlPath, origin: TextRange): FileDefinition | undefined {
  if (file === undefined) return undefined;
  const range = pairAt(text.yaml, path)?.key.range ?? rangeOfPath(text.yaml, path);
  const whole = text.yaml.text;
  return { origin, path: file, from: placeInText(whole, range.start), to: placeInText(whole, range.end) };
}
