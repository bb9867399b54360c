// Where things are in a checkout. Plain JavaScript for Node 20 and newer, as all that runs before Node 24 is installed.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, without a trailing separator. */
export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** A path inside the checkout. */
export const at = (...parts) => path.join(root, ...parts);

/** Where reports, logs and screenshots of a test run go. */
export const results = at('test', 'results');

/** The package of the heavy tools: VS Code as code-server, and the browser's driver. */
export const heavyPackage = at('test', 'vscode');
