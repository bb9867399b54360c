/** What the page of a webview is made of. */
export interface PageParts {
  /** The source of what the webview may load, as the webview says it. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  /** Random, for this page alone. */
  readonly nonce: string;
  /** The user's language, as BCP 47. */
  readonly language: string;
}

/** The page of a job before its script has built it. Nothing but the extension's own script and style is let in. */
export const pageHtml = ({ source, script, style, nonce, language }: PageParts): string => `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${escaped(nonce)}'; style-src ${escaped(source)};">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);
