import type { RenderSpecText } from '../formats/render-spec/read-render-spec.ts';
import type { DocumentCheck } from './document-check.ts';
import { specDuplicateKey } from './render-spec/spec-duplicate-key.ts';
import { specEmpty } from './render-spec/spec-empty.ts';
import { specExportDest } from './render-spec/spec-export-dest.ts';
import { specFormat } from './render-spec/spec-format.ts';
import { specImageSequence } from './render-spec/spec-image-sequence.ts';
import { specNoFormat } from './render-spec/spec-no-format.ts';
import { specProperty } from './render-spec/spec-property.ts';
import { specPropertyValue } from './render-spec/spec-property-value.ts';
import { specSuffix } from './render-spec/spec-suffix.ts';
import { specSyntax } from './render-spec/spec-syntax.ts';
import { specUnknownKey } from './render-spec/spec-unknown-key.ts';
import { specValue } from './render-spec/spec-value.ts';

/** Every check of render specs. Adding one is a file and a line here. */
export const SPEC_CHECKS: readonly DocumentCheck<RenderSpecText>[] = [
  specSyntax,
  specDuplicateKey,
  specUnknownKey,
  specValue,
  specEmpty,
  specFormat,
  specNoFormat,
  specProperty,
  specPropertyValue,
  specImageSequence,
  specExportDest,
  specSuffix,
];
