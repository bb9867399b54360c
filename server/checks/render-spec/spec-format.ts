import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import { formatOfExtension } from '../../formats/comp/vocabulary/media-formats.ts';
import { placeIn, type RenderSpecText, type SpecOutput } from '../../formats/render-spec/read-render-spec.ts';
import { onOneLine } from '../../formats/text/on-one-line.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A format that Fusion does not have under this name. */
export const specFormat: DocumentCheck<RenderSpecText> = {
  code: 'spec-format',
  title: 'A render spec names a format that Fusion does not have.',
  defaultSeverity: 'error',
  *run({ outputs }) {
    const seen = new Set<unknown>();
    for (const output of outputs) {
      const { format } = output;
      if (format === undefined || seen.has(format.pair)) continue;
      seen.add(format.pair);
      if (typeof format.value === 'string' && format.value !== '') yield* wrongFormat(output, format.value);
    }
  },
};

function* wrongFormat(output: SpecOutput, name: string): Generator<Observation> {
  const { format, formatId = name } = output;
  const range = format?.pair.value.kind === 'scalar' ? format.pair.value.range : undefined;
  const at = placeIn(output, range ?? output.pair.key.range);
  const write = (id: string): Fix => ({
    title: `Write ${id}`,
    edits: [...(range === undefined ? [] : [{ range, newText: id }]), ...renamedOptions(output, name, id)],
  });
  if (formatId !== name) {
    const message = `Fusion calls this format ${formatId}, not ${name}; Ramses finds no extension for either.`;
    yield { message, range: at, fixes: [{ ...write(formatId), preferred: true }] };
  } else if (!FILE_FORMATS.has(name) && !fusionRegistry.hasId(name)) {
    const ids = meantBy(name);
    const meant = ids[0] === undefined ? '' : ` Did you mean ${ids[0]}?`;
    yield { message: `Fusion has no format "${onOneLine(name)}".${meant}`, range: at, fixes: ids.map(write) };
  }
}

/** The formats that somebody may have meant by a name: a misspelt id, what menus call it, an extension. */
function meantBy(name: string): readonly string[] {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/^\./, '')
    .replace(/format$/, '');
  const byExtension = formatOfExtension(`.${word}`);
  const byName = [...FILE_FORMATS.values()].filter(
    (it) => it.name.toLowerCase() === word || it.id.toLowerCase() === `${word}format`,
  );
  const found = [...byName.map(({ id }) => id), ...(byExtension === undefined ? [] : [byExtension])];
  return [...new Set([...found, ...nearestNames(name, FILE_FORMATS.keys())])].slice(0, 3);
}

/** The options that have the old name of the format before their own. */
function renamedOptions({ properties }: SpecOutput, from: string, to: string): Fix['edits'] {
  return properties.flatMap(({ name, pair }) =>
    name.startsWith(`${from}.`) && pair.key.kind === 'scalar' && pair.key.style === 'plain'
      ? [{ range: pair.key.range, newText: `${to}${name.slice(from.length)}` }]
      : [],
  );
}
