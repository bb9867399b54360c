import type { DefinitionLink, Location } from 'vscode-languageserver';
import type { FileDefinition } from '../answers/file-definition.ts';
import { fileUri } from '../file-uri.ts';
import type { Definition } from '../language-support.ts';
import type { OpenDocument } from '../open-document.ts';

/** The way to a definition as the protocol has it: a link where the client takes one, else a location. */
export function toLinks(
  document: OpenDocument,
  found: Definition | undefined,
  takesLinks: boolean,
): Location | DefinitionLink[] | null {
  if (found === undefined) return null;
  const targetSelectionRange = document.rangeOf(found.targetName);
  if (!takesLinks) return { uri: document.uri, range: targetSelectionRange };
  return [
    {
      originSelectionRange: document.rangeOf(found.origin),
      targetUri: document.uri,
      targetRange: document.rangeOf(found.target),
      targetSelectionRange,
    },
  ];
}

/** The way to a definition in another file, in the same way. */
export function toFileLinks(
  document: OpenDocument,
  found: FileDefinition | undefined,
  takesLinks: boolean,
): Location | DefinitionLink[] | null {
  if (found === undefined) return null;
  const range = { start: found.from, end: found.to };
  const uri = fileUri(found.path);
  if (!takesLinks) return { uri, range };
  const originSelectionRange = document.rangeOf(found.origin);
  return [{ originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range }];
}
