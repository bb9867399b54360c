import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type Html, html } from './html.ts';

/** What a page of the extension is made of. */
export interface WebviewPage {
  /** What the bundles in `dist/webviews` are called: `NAME.js` and `NAME.css`. */
  readonly name: string;
  readonly title: string;
  readonly body: Html;
}

/** The folder that pages load from; they load nothing else. */
export function webviewFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webviews');
}

/** A page whole. It runs its own script, by a nonce, and loads its own style sheet; anything else is refused. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, { name, title, body }: WebviewPage): string {
  const nonce = randomBytes(16).toString('base64url');
  const uri = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), file)).toString();
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return html`<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${uri(`${name}.css`)}">
<title>${title}</title>
</head>
<body>
${body}
<script nonce="${nonce}" src="${uri(`${name}.js`)}"></script>
</body>
</html>
`.text;
}
