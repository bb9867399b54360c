import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { YamlFault } from '../../formats/yaml/yaml-node.ts';
import type { Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** Text that is no YAML, or not only one document of it. */
export const specSyntax: DocumentCheck<RenderSpecText> = {
  code: 'spec-syntax',
  title: 'The text of a render spec is no YAML.',
  defaultSeverity: 'error',
  *run({ faults }) {
    for (const fault of faults) if (fault.kind !== 'duplicate-key') yield observed(fault);
  },
};

/** A key that is in its map twice. Programs that read the spec take the last one, without a word. */
export const specDuplicateKey: DocumentCheck<RenderSpecText> = {
  code: 'spec-duplicate-key',
  title: 'A map of a render spec has the same key twice.',
  defaultSeverity: 'error',
  *run({ faults }) {
    for (const fault of faults) if (fault.kind === 'duplicate-key') yield observed(fault);
  },
};

function observed({ message, range, related, repair }: YamlFault): Observation {
  return {
    message,
    range,
    ...(related && { related: [related] }),
    ...(repair && { fixes: [{ ...repair, preferred: true }] }),
  };
}
