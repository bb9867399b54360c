import {
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
} from 'vscode-languageserver';
import type { LensKind } from '../answers/code-lenses.ts';
import type { EditorCommand } from '../answers/refactorings.ts';
import type { ClientAbilities } from '../client-abilities.ts';
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

const KINDS: ReadonlySet<unknown> = new Set<LensKind>(['publish', 'folder', 'version', 'frames', 'users']);

function isLensData(data: unknown): data is LensData {
  return isRecord(data) && typeof data.uri === 'string' && KINDS.has(data.kind);
}

/** The lens with its words; the disk is asked for them only now. */
async function resolveLens({ client, documents, placeOf }: FeatureContext, lens: CodeLens): Promise<CodeLens> {
  const data: unknown = lens.data;
  if (!isLensData(data)) return lens;
  const place = await placeOf(data.uri);
  const document = documents.get(data.uri);
  if (place === undefined || document === undefined) return lens;
  await document.ready();
  const range = { start: document.offsetAt(lens.range.start), end: document.offsetAt(lens.range.end) };
  const text = await document.model?.lensText?.({ kind: data.kind, range }, place);
  if (text === undefined) return lens;
  const { title, tooltip } = text;
  const command = text.command !== undefined && isRun(text.command, client) ? text.command : undefined;
  // A command without a name is how a lens has words and does nothing.
  const run = command === undefined ? { title, command: '' } : toCommand(title, command, data.uri);
  return { range: lens.range, command: { ...run, ...(tooltip !== undefined && { tooltip }) } };
}

/** Lenses whose words say something also where nothing can be done with them. */
const SAY_SOMETHING: ReadonlySet<LensKind> = new Set(['version', 'frames', 'users']);

function isRun({ ofExtension }: EditorCommand, { runsCommands, executesCommands }: ClientAbilities): boolean {
  return ofExtension ? runsCommands : executesCommands;
}

function isPromised({ runsCommands, showsLenses }: ClientAbilities): boolean {
  return runsCommands || showsLenses;
}

/**
 * Lines above parts of a document: `textDocument/codeLens`. What they do are commands, most of them our extension's; a
 * client that does not say that it runs these is shown words alone.
 */
export const codeLenses: LanguageFeature = {
  capabilities: (client) => (isPromised(client) ? { codeLensProvider: { resolveProvider: true } } : {}),
  register(context) {
    const { connection, client, editor, files, requests, log } = context;
    if (!isPromised(client)) return;
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
          const shown = results.filter(({ kind }) => client.runsCommands || SAY_SOMETHING.has(kind));
          return shown.map(({ kind, range }) => ({
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
