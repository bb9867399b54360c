import type { LanguageFeature } from '../feature.ts';
import { callHierarchy } from './call-hierarchy.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { colours } from './colours.ts';
import { commands } from './commands.ts';
import { completion } from './completion.ts';
import { declaration } from './declaration.ts';
import { definition } from './definition.ts';
import { diagnostics } from './diagnostics.ts';
import { documentHighlights } from './document-highlights.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { fileRenames } from './file-renames.ts';
import { foldingRanges } from './folding-ranges.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { references } from './references.ts';
import { renaming } from './rename.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';
import { typeDefinition } from './type-definition.ts';
import { workspaceFolders } from './workspace-folders.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

/** Every feature of the server. */
export const allFeatures: readonly LanguageFeature[] = [
  diagnostics,
  documentSymbols,
  definition,
  declaration,
  typeDefinition,
  references,
  documentHighlights,
  callHierarchy,
  renaming,
  selectionRanges,
  foldingRanges,
  workspaceFolders,
  workspaceSymbols,
  fileRenames,
  hover,
  codeActions,
  documentLinks,
  colours,
  inlayHints,
  codeLenses,
  commands,
  completion,
  signatureHelp,
  semanticTokens,
  formatting,
];
