import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Diagnostic,
} from 'vscode-languageserver';
import type { Finding } from '../../checks/check.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { ClientAbilities } from '../client-abilities.ts';
import { isWanted } from '../code-action-kinds.ts';
import type { LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { throwIfCancelled } from '../request-guard.ts';
import { selectFixes } from '../select-fixes.ts';
import { toDiagnostic } from '../to-diagnostic.ts';
import { editsOf, toWorkspaceEdit } from '../workspace-edit.ts';
import { findRefactorings, REFACTORING_KINDS, resolveRefactoring } from './refactor-actions.ts';

/** The kind of the action that applies every safe repair at once; editors can run it on save. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.compline`;

/** The client's own diagnostic about a finding, which it recognises again; ours where it sent none. */
function linkedDiagnostic(
  document: OpenDocument,
  finding: Finding,
  sent: readonly Diagnostic[],
  client: ClientAbilities,
): Diagnostic {
  const ours = toDiagnostic(document, finding, client);
  const { start, end } = ours.range;
  const isOurs = ({ code, range }: Diagnostic): boolean =>
    code === ours.code &&
    range.start.line === start.line &&
    range.start.character === start.character &&
    range.end.line === end.line &&
    range.end.character === end.character;
  return sent.find(isOurs) ?? ours;
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The repairs of the findings in the asked range, and all safe repairs of the document when asked for by kind. */
export function findCodeActions(
  document: OpenDocument,
  { range, context }: CodeActionParams,
  findings: readonly Finding[],
  client: ClientAbilities,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) {
    const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    for (const finding of findings) {
      if (!touches(finding.range, asked)) continue;
      for (const fix of finding.fixes ?? []) {
        actions.push({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [linkedDiagnostic(document, finding, context.diagnostics, client)],
          isPreferred: fix.preferred === true,
          edit: toWorkspaceEdit([editsOf(document, fix.edits)], client),
        });
      }
    }
  }
  if (context.only !== undefined && isWanted(FIX_ALL_KIND, context.only)) {
    const fixes = selectFixes(findings);
    if (fixes.length > 0) {
      actions.push({
        title: 'Fix all problems that Compline can fix safely',
        kind: FIX_ALL_KIND,
        edit: toWorkspaceEdit(
          [
            editsOf(
              document,
              fixes.flatMap((fix) => fix.edits),
            ),
          ],
          client,
        ),
      });
    }
  }
  return actions;
}

/** Quick fixes, fix-all and refactorings: `textDocument/codeAction`. */
export const codeActions: LanguageFeature = {
  capabilities: (client) =>
    client.codeActionLiterals
      ? {
          codeActionProvider: {
            codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND, ...REFACTORING_KINDS],
            ...(client.resolvesActions && { resolveProvider: true }),
          },
        }
      : {},
  register(context) {
    const { connection, client, documents, settings, projectFindings, requests } = context;
    if (!client.codeActionLiterals) return;
    connection.onRequest(
      CodeActionRequest.type,
      requests.guard<CodeActionParams, CodeAction[]>(CodeActionRequest.method, [], async (params, token) => {
        const { uri } = params.textDocument;
        if (documents.get(uri) === undefined) return [];
        const severities = await settings.forDocument(uri);
        throwIfCancelled(token);
        // Looked up again, since the document may have changed or closed while the settings were fetched.
        const document = documents.get(uri);
        if (document === undefined) return [];
        const ofText = await document.findings(severities, token);
        const findings = await projectFindings.with(ofText, document, severities, token);
        const fixes = findCodeActions(document, params, findings, client);
        return [...fixes, ...(await findRefactorings(context, document, params, token))];
      }),
    );
    if (!client.resolvesActions) return;
    const resolve = requests.guard<CodeAction, CodeAction | undefined>(
      CodeActionResolveRequest.method,
      undefined,
      (action, token) => resolveRefactoring(context, action, token),
    );
    connection.onRequest(
      CodeActionResolveRequest.type,
      async (action, token) => (await resolve(action, token)) ?? action,
    );
  },
};
