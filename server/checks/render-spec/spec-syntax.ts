import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ofYaml } from './observe-fault.ts';

/** Text that is no YAML, or not only one document of it. */
export const specSyntax: DocumentCheck<RenderSpecText> = {
  code: 'spec-syntax',
  title: 'The text of a render spec is no YAML.',
  defaultSeverity: 'error',
  *run({ faults }) {
    for (const fault of faults) if (fault.kind !== 'duplicate-key') yield ofYaml(fault);
  },
};
