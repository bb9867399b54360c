import path from 'node:path';
import { at, results } from '../../scripts/lib/paths.mjs';
import { launchBrowser, type Page, workbenchUrl } from '../vscode/rig/browser.ts';
import { installExtension, startServer } from '../vscode/rig/code-server.ts';
import { makeSandbox, type Sandbox } from '../vscode/rig/sandbox.ts';
import { Workbench } from './workbench.ts';

/** What a run has to work with. */
export interface Session {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly sandbox: Sandbox;
  /** Addresses outside this machine that the page asked for. There should be none. */
  readonly requestsOutside: readonly string[];
  /** Opens the project in the workbench. */
  readonly open: () => Promise<unknown>;
  /** Opens a folder of the project in another window, of the same user on the same machine. */
  readonly openAnother: (
    ...folder: readonly string[]
  ) => Promise<{ readonly page: Page; readonly workbench: Workbench }>;
  /** Ends VS Code, its server and its extension host, as when a person closes it. */
  readonly closeEditor: () => Promise<void>;
}

/** What makes a session another than the usual one. */
export interface SessionOptions {
  /** Changes the copy of the sample project before it is opened. */
  readonly prepare?: (sandbox: Sandbox) => Promise<void>;
  /** User settings beside the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the folder must be trusted before programs may run for it. */
  readonly workspaceTrust?: boolean;
  /** The size of the page in pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What a webview loads of its extension has such an address: a service worker of the editor answers for it. */
const ofExtension = /\.vscode-resource\.vscode-cdn\.net$/;

/** Watches what a page asks for beyond its own server. */
const watchRequests = (page: Page, port: number): readonly string[] => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!/^(https?|wss?):$/.test(protocol) || host === `localhost:${port}` || ofExtension.test(host)) return;
    outside.push(request.url());
  });
  return outside;
};

/**
 * Runs `work` in a VS Code of its own, on a copy of the sample project, with the extension installed from its package,
 * the file `vsix`.
 */
export const withSession = async (
  vsix: string,
  work: (session: Session) => Promise<void>,
  options: SessionOptions = {},
): Promise<void> => {
  const { prepare = async () => {}, settings = {}, workspaceTrust = false } = options;
  const { viewport = { width: 1500, height: 950 } } = options;
  const sandbox = await makeSandbox(at('test', 'fixtures', 'sample-project'), {
    ...settings,
    'security.workspace.trust.enabled': workspaceTrust,
  });
  try {
    await prepare(sandbox);
    await installExtension(sandbox, vsix);
    const server = await startServer(sandbox, { workspaceTrust, idleTimeout: 300 });
    const browser = await launchBrowser(sandbox);
    let closed = false;
    const closeEditor = async (): Promise<void> => {
      if (closed) return;
      closed = true;
      await browser.close();
      await server.stop();
    };
    try {
      const newPage = async (): Promise<Page> => {
        const page = await browser.newPage({ viewport });
        page.setDefaultTimeout(60_000);
        return page;
      };
      const page = await newPage();
      const addressOf = (...folder: readonly string[]) =>
        workbenchUrl(server.port, path.join(sandbox.workspace, ...folder));
      await work({
        page,
        workbench: new Workbench(page),
        sandbox,
        requestsOutside: watchRequests(page, server.port),
        open: () => page.goto(addressOf()),
        openAnother: async (...folder) => {
          const another = await newPage();
          await another.goto(addressOf(...folder));
          return { page: another, workbench: new Workbench(another) };
        },
        closeEditor,
      });
    } finally {
      await closeEditor();
    }
  } finally {
    await sandbox.remove();
  }
};

/** Where the screenshots of a run go. */
export const screenshotsOf = (run: string): string => path.join(results, 'screenshots', run);
