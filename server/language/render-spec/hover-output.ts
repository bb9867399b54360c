import type { RenderSpec } from '../../formats/render-spec/parse-render-spec.ts';
import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import { OUTPUT_KINDS, type OutputKind } from '../../formats/render-spec/schema.ts';
import { resolved } from '../../formats/yaml/yaml-node.ts';
import { placeAt } from '../../formats/yaml/yaml-places.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { StepFolder } from '../../project/layout.ts';
import { outputPath } from '../../project/output-path.ts';
import { specUsers, stepsOfSpec } from '../../project/spec-users.ts';
import type { AskPlace } from '../language-support.ts';
import type { Markup } from '../markup.ts';

/** A name of a plate, for an example. */
const EXAMPLE_MEDIA = 'A001_C002';

/** The keys that the path of an output is made by. */
const PATH_KEYS: ReadonlySet<unknown> = new Set([
  undefined,
  'format',
  'image_sequence',
  'export_dest',
  'source_numbering',
]);

/** The output whose path is made by what stands at `offset`; absent where it has nothing to do with paths. */
export function outputAt({ yaml }: RenderSpecText, offset: number): OutputKind | undefined {
  const place = placeAt(yaml, offset);
  if (place === undefined || (place.part === 'value' && resolved(place.node)?.kind === 'map')) return undefined;
  const [section, key, name] = place.path;
  if (section === 'naming') return OUTPUT_KINDS.find((kind) => key === `${kind}_suffix`);
  return section === 'fusion' && PATH_KEYS.has(name) ? OUTPUT_KINDS.find((kind) => kind === key) : undefined;
}

/** The step's folder that the spec lies in, else the first in the project that uses it. */
async function stepFor(place: CompPlace): Promise<StepFolder | undefined> {
  const own = place.project?.step?.step;
  if (own !== undefined && stepsOfSpec(place).includes(own.step)) return own;
  return (await specUsers(place, 1))?.folders[0];
}

/** Where an output goes for a shot of the project that uses the spec, and what is assumed; absent where none is known. */
export async function describeOutput(
  spec: RenderSpec | undefined,
  kind: OutputKind,
  markup: Markup,
  askPlace: AskPlace,
): Promise<string | undefined> {
  const output = spec?.[kind];
  const place = output === undefined ? undefined : await askPlace();
  const root = place?.project?.root;
  if (output === undefined || place === undefined || root === undefined) return undefined;
  const step = await stepFor(place);
  if (step === undefined) return undefined;
  const facts = { root, step, kind, output, naming: spec?.naming };
  const path = outputPath(facts);
  const withMedia = outputPath({ ...facts, sourceMedia: EXAMPLE_MEDIA });
  if (path === undefined || withMedia === undefined) return undefined;
  const name = withMedia.slice(Math.max(withMedia.lastIndexOf('/'), withMedia.lastIndexOf('\\')) + 1);
  const digits =
    output.source_numbering === true ? 'frame numbers are those of the plate' : 'frame numbers have four digits';
  const assumed = [
    'the shot has no source media',
    ...(output.image_sequence ? [`${digits}, or as many as the last one needs`] : []),
    ...(output.format === undefined ? ['without a format ProRes is written'] : []),
  ];
  return [
    `${markup.strong('Output')} of ${markup.code(step.name)} as Ramses names it:\n${markup.code(below(root, path))}`,
    `Assumed: ${assumed.join('; ')}. With a source media ${markup.code(EXAMPLE_MEDIA)} the name is ${markup.code(name)}.`,
    ...(kind === 'final' && output.export_dest === 'project'
      ? [
          `An export has no version: each one replaces the one before. Compline publishes with ${markup.code('export_dest: step')} alone.`,
        ]
      : []),
  ].join('\n\n');
}

/** A path below the project's root as it goes on from there, with slashes; hovers are narrow. */
function below(root: string, path: string): string {
  return path.startsWith(root) ? path.slice(root.length).replaceAll('\\', '/').replace(/^\//, '') : path;
}
