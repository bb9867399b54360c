import { placeInText } from '../../formats/text/place-in-text.ts';
import { resolved, type YamlNode } from '../../formats/yaml/yaml-node.ts';
import { nodeAt } from '../../formats/yaml/yaml-places.ts';
import { parseYaml, type YamlText } from '../../formats/yaml/yaml-text.ts';
import type { FileFact, LineStretch } from '../answers/file-facts.ts';
import { namedFiles } from './named-files.ts';

/** The sections whose keys can be searched for by name. */
const SECTIONS = ['steps', 'renderers', 'roots', 'shots'];

/** What is remembered of a configuration that is not open: its steps, renderers, roots and shots, and the files it names. */
export function* configFacts(text: string): Generator<FileFact | undefined> {
  const yaml = parseYaml(text);
  for (const section of SECTIONS) {
    const map = resolved(nodeAt(yaml, [section]));
    for (const { name, key } of map?.kind === 'map' ? map.pairs : []) {
      const place = stretchOf(yaml, key);
      if (name !== undefined && place !== undefined) {
        yield { kind: 'symbol', name, symbol: 'section', container: section, place };
      }
    }
    yield undefined;
  }
  for (const { name, node, from } of namedFiles(yaml)) {
    const place = stretchOf(yaml, node);
    if (place === undefined) continue;
    yield {
      kind: 'path',
      path: name,
      place,
      style: node.style,
      ...(from === 'project' && { relativeTo: 'project' as const }),
    };
  }
}

/** Absent for what goes over several lines. */
function stretchOf({ text }: YamlText, { range: { start, end } }: YamlNode): LineStretch | undefined {
  if (/[\r\n]/.test(text.slice(start, end))) return undefined;
  return { ...placeInText(text, start), length: end - start };
}
