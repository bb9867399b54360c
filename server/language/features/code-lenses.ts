import {
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
} from 'vscode-languageserver';
import type { LensKind } from '../answers/code-lenses.ts';
import { Debouncer } from '../debouncer.ts';
import { toCommand } from '../editor-command.ts';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import { gather } from '../pausing.ts';
import { isRecord } from '../record.ts';

/** Quiet time, in milliseconds, after the last change on disk before lenses are shown anew. */
const QUIET_TIME = 500;

/** What a lens takes along until it comes into view. */
interface LensData {
  readonly uri: string;
  readonly kind: LensKind;
}

const KINDS: ReadonlySet<unknown> = new Set<LensKind>(['publish', 'folder', 'version', 'frames', 'shots']);

function isLensData(data: unknown): data is LensData {
  return isRecord(data) && typeof data.uri === 'string' && KINDS.has(data.kind);
}

/** The lens with its words; the disk is asked for them only now. */
async function resolveLens({ documents, placeOf }: FeatureContext, lens: CodeLens): Promise<CodeLens> {
  const data: unknown = lens.data;
  if (!isLensData(data)) return lens;
  const place = await placeOf(data.uri);
  const document = documents.get(data.uri);
  if (place === undefined || document === undefined) return lens;
  await document.ready();
  const range = { start: document.offsetAt(lens.range.start), end: document.offsetAt(lens.range.end) };
  const text = await document.model?.lensText?.({ kind: data.kind, range }, place);
  if (text === undefined) return lens;
  const { title, tooltip, command } = text;
  // A command without a name is how a lens has words and does nothing.
  const run = command === undefined ? { title, command: '' } : toCommand(title, command, data.uri);
  return { range: lens.range, command: { ...run, ...(tooltip !== undefined && { tooltip }) } };
}

/**
 * Lines above parts of a document: `textDocument/codeLens`. What they do are commands, most of them our extension's:
 * a client has to say that it runs these.
 */
export const codeLenses: LanguageFeature = {
  capabilities: (client) => (client.runsCommands ? { codeLensProvider: { resolveProvider: true } } : {}),
  register(context) {
    const { connection, client, editor, files, requests, log } = context;
    if (!client.runsCommands) return;
    connection.onRequest(
      CodeLensRequest.type,
      documentHandler<CodeLensParams, CodeLens[]>(
        context,
        CodeLensRequest.method,
        [],
        async (document, _params, token) => {
          if (!(await editor.shown()).codeLens) return [];
          const place = await context.placeOf(document.uri);
          if (place === undefined) return [];
          const found = document.model?.lenses?.(place) ?? [];
          const { results, isCut } = await gather(found, document, token, LIMITS['code lenses']);
          if (isCut) context.notices.add(document.uri, 'code lenses');
          return results.map(({ kind, range }) => ({
            range: document.rangeOf(range),
            data: { uri: document.uri, kind } satisfies LensData,
          }));
        },
      ),
    );
    const resolve = requests.guard<CodeLens, CodeLens | undefined>(CodeLensResolveRequest.method, undefined, (lens) =>
      resolveLens(context, lens),
    );
    connection.onRequest(CodeLensResolveRequest.type, async (lens, token) => (await resolve(lens, token)) ?? lens);

    if (!client.refreshesCodeLenses) return;
    const refresh = (): void => {
      connection
        .sendRequest(CodeLensRefreshRequest.type)
        .catch((error: unknown) => log(`The client did not refresh its lenses: ${String(error)}`));
    };
    // A render writes many files one after the other; the lenses follow when it pauses.
    const debouncer = new Debouncer(QUIET_TIME, refresh);
    editor.addListener(refresh);
    files.addListener(() => debouncer.schedule('files'));
  },
};
