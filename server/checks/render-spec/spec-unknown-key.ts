import { nearestNames } from '../../formats/comp/nearest-name.ts';
import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import { renderSpecSchema } from '../../formats/render-spec/schema.ts';
import { valueGuideAt } from '../../formats/yaml/schema-guide.ts';
import { keysAt } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ofSchema } from './observe-fault.ts';

/** A key under `fusion` or `naming` that nothing reads. */
export const specUnknownKey: DocumentCheck<RenderSpecText> = {
  code: 'spec-unknown-key',
  title: 'A render spec has a key that is not known.',
  defaultSeverity: 'error',
  *run({ yaml, schemaFaults }) {
    yield* ofSchema(schemaFaults.filter(({ kind }) => kind === 'unknown-key'));
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
