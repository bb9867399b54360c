import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ofSchema } from './observe-fault.ts';

/** A value that is no text, number or whatever else belongs in its place. */
export const specValue: DocumentCheck<RenderSpecText> = {
  code: 'spec-value',
  title: 'A value of a render spec is of the wrong kind.',
  defaultSeverity: 'error',
  *run({ schemaFaults }) {
    yield* ofSchema(schemaFaults.filter(({ kind }) => kind !== 'unknown-key'));
  },
};
