import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ofYaml } from './observe-fault.ts';

/** A key that is in its map twice. Programs that read the spec take the last one, without a word. */
export const specDuplicateKey: DocumentCheck<RenderSpecText> = {
  code: 'spec-duplicate-key',
  title: 'A map of a render spec has the same key twice.',
  defaultSeverity: 'error',
  *run({ faults }) {
    for (const fault of faults) if (fault.kind === 'duplicate-key') yield ofYaml(fault);
  },
};
