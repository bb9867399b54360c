import type * as vscode from 'vscode';
import type * as z from 'zod';

/**
 * Calls `handle` with every message of a page that the schema knows. A page shows what comes from files, so what it sends
 * is not believed: anything else is left alone and told to `log`.
 */
export function readMessages<Schema extends z.ZodType>(
  webview: Pick<vscode.Webview, 'onDidReceiveMessage'>,
  schema: Schema,
  handle: (message: z.output<Schema>) => void,
  log: (error: unknown) => void,
): { dispose(): void } {
  return webview.onDidReceiveMessage((received: unknown) => {
    const message = schema.safeParse(received);
    if (message.success) handle(message.data);
    else log(message.error);
  });
}
