import { contentRange, type JsonNode, listIn, rangeOf } from '../../formats/json/json-tree.ts';
import { parsingProject } from '../../formats/sora/parse-project.ts';
import type { ProjectItem } from '../../formats/sora/project.ts';
import { DocumentText } from '../../formats/text/document-text.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { FileFact, LineStretch } from '../answers/file-facts.ts';
import type { Pausing } from '../pausing.ts';
import { nameOf } from './outline.ts';

/** What is remembered of a project that is not open: its shots and templates, and the files that they name. */
export function* factsOf(text: string): Pausing<FileFact> {
  const { shots, templates } = yield* parsingProject(text);
  const lines = DocumentText.of(text);
  const place = (range: TextRange): LineStretch => {
    const { line, character } = lines.positionAt(range.start);
    return { line, character, length: range.end - range.start };
  };
  for (const item of [...shots, ...templates]) {
    const named = nodeOfName(item);
    if (named !== undefined) {
      const at = contentRange(text, named);
      yield { kind: 'symbol', name: nameOf(item), symbol: item.kind, container: undefined, place: place(at) };
    }
    for (const node of filesOf(item)) {
      const written: unknown = node.value;
      if (typeof written !== 'string' || written.trim() === '') continue;
      yield { kind: 'path', path: written, place: place(rangeOf(node)) };
    }
    yield undefined;
  }
}

function nodeOfName({ kind, part }: ProjectItem): JsonNode | undefined {
  const node = part.byName.get(kind === 'shot' ? 'prompt' : 'name')?.value;
  return node?.type === 'string' ? node : undefined;
}

function filesOf({ part, compline }: ProjectItem): readonly JsonNode[] {
  const single = [part.byName.get('output_path')?.value, compline?.byName.get('csv')?.value];
  return [...listIn(part, 'ref_images'), ...single.flatMap((node) => node ?? [])];
}
