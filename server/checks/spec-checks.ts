import type { RenderSpecText } from '../formats/render-spec/read-render-spec.ts';
import type { DocumentCheck } from './document-check.ts';
import { specExportDest } from './render-spec/spec-export-dest.ts';
import { specFormat, specNoFormat } from './render-spec/spec-format.ts';
import { specImageSequence } from './render-spec/spec-image-sequence.ts';
import { specEmpty, specUnknownKey, specValue } from './render-spec/spec-keys.ts';
import { specProperty } from './render-spec/spec-property.ts';
import { specPropertyValue } from './render-spec/spec-property-value.ts';
import { specSuffix } from './render-spec/spec-suffix.ts';
import { specDuplicateKey, specSyntax } from './render-spec/spec-syntax.ts';

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
