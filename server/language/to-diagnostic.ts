import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, Severity } from '../checks/check.ts';
import type { ClientAbilities } from './client-abilities.ts';
import { diagnosticDocumentationUrl } from './documentation.ts';
import { LIMITS } from './limit-notices.ts';
import type { OpenDocument } from './open-document.ts';

/** Who says it, in the editor's list of problems. */
export const DIAGNOSTIC_SOURCE = 'compline';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<NonNullable<Finding['tag']>, DiagnosticTag>> = {
  unused: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** A finding as the protocol tells it. */
export function toDiagnostic(document: OpenDocument, finding: Finding, client: ClientAbilities): Diagnostic {
  const tag = finding.tag && TAGS[finding.tag];
  const related = client.relatedInformation ? (finding.related ?? []) : [];
  return {
    range: document.rangeOf(finding.range),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    codeDescription: { href: diagnosticDocumentationUrl(finding.code) },
    source: DIAGNOSTIC_SOURCE,
    message: finding.message,
    ...(tag !== undefined && client.diagnosticTags.includes(tag) && { tags: [tag] }),
    ...(related.length > 0 && {
      relatedInformation: related.map(({ message, range }) => ({
        message,
        location: { uri: document.uri, range: document.rangeOf(range) },
      })),
    }),
  };
}

/** All findings of a document as diagnostics; where they are too many, the least severe are left out. */
export function toDiagnostics(
  document: OpenDocument,
  findings: readonly Finding[],
  client: ClientAbilities,
  limit: number = LIMITS.diagnostics,
): Diagnostic[] {
  const told =
    findings.length <= limit
      ? findings
      : [...findings].sort((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity]).slice(0, limit);
  return told.map((finding) => toDiagnostic(document, finding, client));
}
