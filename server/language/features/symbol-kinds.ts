import { SymbolKind } from 'vscode-languageserver';
import type { OutlineKind } from '../language-support.ts';

/** What a part of a document is to the protocol; clients show their icon for it. */
export const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  tool: SymbolKind.Function,
  media: SymbolKind.File,
  group: SymbolKind.Namespace,
  macro: SymbolKind.Module,
  modifier: SymbolKind.Variable,
  annotation: SymbolKind.String,
  section: SymbolKind.Object,
  list: SymbolKind.Array,
  value: SymbolKind.Property,
};

/** The name of a symbol as it is shown: editors refuse a whole list for one without a name. */
export function symbolName(name: string): string {
  return name.trim() === '' ? '(unnamed)' : name;
}
