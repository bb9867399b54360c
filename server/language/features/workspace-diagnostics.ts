import {
  type CancellationToken,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { FeatureContext } from '../feature.ts';
import { addressKey } from '../workspace/address.ts';
import { Alarm } from '../workspace/alarm.ts';
import { FileReports, type ToldReport } from '../workspace/file-reports.ts';

/** Changes come in crowds: so many milliseconds after one the others are there too. */
const CROWD_TIME = 200;

/** One request that is held open: it answers when there is something to tell, or when nobody wants to know any more. */
class HeldRequest {
  readonly #context: FeatureContext;
  readonly #reports: FileReports;
  readonly #told: Map<string, ToldReport>;
  readonly #alarm = new Alarm();
  #isOver = false;

  constructor(context: FeatureContext, reports: FileReports, { previousResultIds }: WorkspaceDiagnosticParams) {
    this.#context = context;
    this.#reports = reports;
    this.#told = new Map(previousResultIds.map(({ uri, value }) => [addressKey(uri), { uri, resultId: value }]));
  }

  /** Something has changed that the answer may depend on. */
  readonly changed = (): void => this.#alarm.ring();

  /** Nobody waits for the answer any longer. */
  readonly end = (): void => {
    this.#isOver = true;
    this.#alarm.ring();
  };

  /** What is new; where the client takes it in parts, `send` gets it as it comes, until the request is ended. */
  async answer(
    send: ((reports: WorkspaceDocumentDiagnosticReport[]) => void) | undefined,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    while (!this.#isOver) {
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for await (const report of this.#newReports(token)) {
        if (this.#isOver) break;
        if (send === undefined) items.push(report);
        else send([report]);
      }
      if (items.length > 0) return { items };
      await this.#alarm.next();
      if (!this.#isOver) await new Promise((resolve) => setTimeout(resolve, CROWD_TIME));
    }
    return { items: [] };
  }

  async *#newReports(token: CancellationToken): AsyncGenerator<WorkspaceDocumentDiagnosticReport> {
    const { workspaceDiagnostics } = await this.#context.editor.shown();
    if (workspaceDiagnostics) yield* this.#reports.since(this.#told, token);
    else yield* this.#reports.takenBack(this.#told, new Set());
  }
}

/**
 * Answers `workspace/diagnostic`: what is wrong with the files that are not open. Where this is switched off, or nothing
 * is new, the request stays open, so that an idle window costs nothing.
 */
export function registerWorkspaceDiagnostics(context: FeatureContext): void {
  const { connection, settings, editor, requests, workspace } = context;
  const reports = new FileReports(context, Math.random().toString(36).slice(2, 10));
  const held = new Set<HeldRequest>();
  const changed = (): void => {
    for (const request of held) request.changed();
  };
  settings.addListener(changed);
  editor.addListener(changed);
  workspace.addListener(changed);
  requests.onStop(() => {
    for (const request of held) request.end();
  });

  connection.onRequest(
    WorkspaceDiagnosticRequest.type,
    requests.guard<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      WorkspaceDiagnosticRequest.method,
      { items: [] },
      async (params, token) => {
        const request = new HeldRequest(context, reports, params);
        const { partialResultToken } = params;
        const send = (items: WorkspaceDocumentDiagnosticReport[]): void => {
          if (partialResultToken === undefined) return;
          void connection.sendProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, { items });
        };
        const cancelled = token.onCancellationRequested(request.end);
        held.add(request);
        try {
          return await request.answer(partialResultToken === undefined ? undefined : send, token);
        } finally {
          cancelled.dispose();
          held.delete(request);
        }
      },
    ),
  );
}
