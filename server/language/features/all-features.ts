import type { LanguageFeature } from '../feature.ts';
import { codeActions } from './code-actions.ts';
import { definition } from './definition.ts';
import { diagnostics } from './diagnostics.ts';
import { documentHighlights } from './document-highlights.ts';
import { documentSymbols } from './document-symbols.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';

/** Every feature of the server. */
export const allFeatures: readonly LanguageFeature[] = [
  diagnostics,
  documentSymbols,
  definition,
  references,
  documentHighlights,
  hover,
  codeActions,
];
