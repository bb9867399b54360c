/** Where the documentation of the diagnostics stands; each code has a page of its own below it. */
const DIAGNOSTIC_DOCUMENTATION_BASE = 'https://github.com/compline/compline/blob/main/docs/diagnostics/';

/** The address of the page that explains the diagnostic `code`. */
export function diagnosticDocumentationUrl(code: string): string {
  return `${DIAGNOSTIC_DOCUMENTATION_BASE}${encodeURIComponent(code)}.md`;
}
