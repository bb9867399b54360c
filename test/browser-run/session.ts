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
  /** Ends VS Code, its server and its extension host, as when a person closes it. */
  readonly closeEditor: () => Promise<void>;
}

interface Options {
  /** The .vsix to install. */
  readonly vsix: string;
  /** Changes the copy of the sample project before it is opened. */
  readonly prepare?: (sandbox: Sandbox) => Promise<void>;
}

/** Watches what a page asks for beyond its own server. */
const watchRequests = (page: Page, port: number): readonly string[] => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && host !== `localhost:${port}`) outside.push(request.url());
  });
  return outside;
};

/** Runs `work` in a VS Code of its own, on a copy of the sample project, with the extension installed. */
export const withSession = async (
  { vsix, prepare = async () => {} }: Options,
  work: (session: Session) => Promise<void>,
): Promise<void> => {
  const sandbox = await makeSandbox(at('test', 'fixtures', 'sample-project'));
  try {
    await prepare(sandbox);
    await installExtension(sandbox, vsix);
    const server = await startServer(sandbox, { idleTimeout: 300 });
    const browser = await launchBrowser(sandbox);
    let closed = false;
    const closeEditor = async (): Promise<void> => {
      if (closed) return;
      closed = true;
      await browser.close();
      await server.stop();
    };
    try {
      const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
      page.setDefaultTimeout(60_000);
      await work({
        page,
        workbench: new Workbench(page),
        sandbox,
        requestsOutside: watchRequests(page, server.port),
        open: () => page.goto(workbenchUrl(server.port, sandbox.workspace)),
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
