import { nearestNames } from '../../formats/comp/nearest-name.ts';
import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import { renderSpecSchema } from '../../formats/render-spec/schema.ts';
import type { SchemaFault } from '../../formats/yaml/schema-faults.ts';
import { valueGuideAt } from '../../formats/yaml/schema-guide.ts';
import { resolved } from '../../formats/yaml/yaml-node.ts';
import { keysAt, nodeAt, pairAt } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A key under `fusion` or `naming` that nothing reads. */
export const specUnknownKey: DocumentCheck<RenderSpecText> = {
  code: 'spec-unknown-key',
  title: 'A render spec has a key that is not known.',
  defaultSeverity: 'error',
  *run({ yaml, schemaFaults }) {
    for (const fault of once(schemaFaults)) if (fault.kind === 'unknown-key') yield observed(fault);
    yield* misspelt(yaml);
  },
};

/** Keys of other programs stand beside ours; one that looks like ours and is not is told all the same. */
function* misspelt(yaml: YamlText): Generator<Observation> {
  if (yaml.root?.kind !== 'map') return;
  const present = keysAt(yaml, []);
  const ours = (valueGuideAt(renderSpecSchema, [])?.keys() ?? []).map(({ name }) => name);
  const absent = ours.filter((name) => !present.has(name));
  for (const { key, name = '' } of yaml.root.pairs) {
    const meant = ours.includes(name) ? undefined : nearestNames(name, absent)[0];
    if (meant === undefined) continue;
    yield {
      severity: 'warning',
      message: `"${name}" is no key that is read here. Did you mean "${meant}"?`,
      range: key.range,
      fixes: [{ title: `Write "${meant}"`, edits: [{ range: key.range, newText: meant }] }],
    };
  }
}

/** A value that is no text, number or whatever else belongs in its place. */
export const specValue: DocumentCheck<RenderSpecText> = {
  code: 'spec-value',
  title: 'A value of a render spec is of the wrong kind.',
  defaultSeverity: 'error',
  *run({ schemaFaults }) {
    for (const fault of once(schemaFaults)) if (fault.kind !== 'unknown-key') yield observed(fault);
  },
};

/** The sections that may be left out, and so may be empty; Ramses stumbles over some of them. */
const SECTIONS = [['fusion'], ['fusion', 'final'], ['fusion', 'preview'], ['naming'], ['ramsesPublishOptions']];

/** A section with nothing in it. */
export const specEmpty: DocumentCheck<RenderSpecText> = {
  code: 'spec-empty',
  title: 'A section of a render spec is empty.',
  defaultSeverity: 'warning',
  *run({ yaml }) {
    for (const path of SECTIONS) {
      const value = resolved(nodeAt(yaml, path));
      const range = pairAt(yaml, path)?.key.range;
      if (range === undefined || value?.kind !== 'scalar' || value.value !== null) continue;
      const message = `"${path.join('.')}" is empty: Ramses then finds no path for its output. Fill it, or remove it.`;
      yield { message, range };
    }
  },
};

/** What an alias repeats is wrong in one place. */
function once(faults: readonly SchemaFault[]): Iterable<SchemaFault> {
  return new Map(faults.map((fault) => [`${fault.range.start} ${fault.path.at(-1)}`, fault])).values();
}

function observed({ message, range, fixes }: SchemaFault): Observation {
  return { message, range, fixes: fixes.map((fix, index) => ({ ...fix, preferred: index === 0 })) };
}
