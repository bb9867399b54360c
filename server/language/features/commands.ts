import type { CancellationToken } from 'vscode-languageserver';
import {
  ErrorCodes,
  type ExecuteCommandParams,
  ExecuteCommandRequest,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import type { TextEdit } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { FeatureContext, LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather } from '../pausing.ts';
import { specQuestion } from '../spec-question.ts';
import { TEXT_COMMANDS } from '../text-commands.ts';
import { editsOf, toWorkspaceEdit } from '../workspace-edit.ts';

/** What a command works on. */
interface Work {
  readonly context: FeatureContext;
  readonly document: OpenDocument;
  /** Absent for a document that is not on this disk. */
  readonly place: CompPlace | undefined;
  /** The arguments after the document's address. */
  readonly rest: readonly string[];
  readonly token: CancellationToken;
}

type Command = (work: Work) => Promise<unknown>;

/** The commands that the server carries out, by the ids that clients send. Each is about the document named first. */
const COMMANDS: Readonly<Record<string, Command>> = {
  /** Has the Loaders read the newest published versions: all, or those of one name. Returns how many edits it made. */
  'compline.applyNewestVersions': async (work) => {
    const { context, document, rest } = work;
    const { version, model } = document;
    const place = placed(work);
    const edits = await model?.updateToNewest?.(place, rest[0]);
    if (document.version !== version) throw changed();
    const count = await apply(work, 'Update Loaders', edits?.() ?? []);
    if (count === 0) tell(context, 'Nothing newer is published.');
    return count;
  },
  /** Has one Loader read another version: `up`, `down`, or a number. Returns how many edits it made. */
  'compline.applyVersion': async (work) => {
    const { context, document, rest } = work;
    const { version, model } = document;
    const [tool, step = ''] = rest;
    const wish = step === 'up' || step === 'down' ? step : Number(step);
    if (tool === undefined || Number.isNaN(wish))
      throw wrong('compline.applyVersion needs a tool, and up, down or a number.');
    const edits = await model?.moveVersion?.(placed(work), tool, wish);
    if (document.version !== version) throw changed();
    const count = await apply(work, 'Read Other Version', edits?.() ?? []);
    if (count === 0) tell(context, `${tool} has no such version to read.`);
    return count;
  },
  /** Sets a comp up as its project says of its shot: ranges, rate and size, Loaders, Savers. `list` only tells what that
   * would be; `only` does those changes whose titles follow. Returns the titles, and what is left to a person. */
  'compline.applySetup': async (work) => {
    const [mode, ...titles] = work.rest;
    const { changes, notes } = work.document.model?.setup?.(placed(work)) ?? { changes: [], notes: [] };
    const chosen = mode === 'only' ? changes.filter(({ title }) => titles.includes(title)) : changes;
    if (mode !== 'list') {
      const edits = chosen.flatMap((it) => it.edits);
      await apply(work, 'Setup Scene', edits);
    }
    return { changes: chosen.map(({ title }) => title), notes };
  },
  /** Has jobs go to a farm by themselves. Returns how many edits it made. */
  'compline.applyDefaultFarm': async (work) => {
    const [farm] = work.rest;
    const edits = farm === undefined ? undefined : work.document.model?.setDefaultFarm?.(farm);
    if (edits === undefined) throw wrong('This is no configuration that a farm can be written into.');
    return apply(work, 'Make Default', edits);
  },
  /** The folders of the files that the document names. */
  'compline.usedFolders': async (work) => {
    const { document, token } = work;
    return (await gather(document.model?.usedFolders?.(placed(work)) ?? [], document, token)).results;
  },
  /** Moves all paths below one folder to another, both absolute. Returns how many edits it made. */
  'compline.applyRelink': async (work) => {
    const { document, rest, token } = work;
    const [from, to] = rest;
    if (from === undefined || to === undefined) throw wrong('compline.applyRelink needs two folders.');
    const { results } = await gather(document.model?.relink?.(placed(work), from, to) ?? [], document, token);
    return apply(work, 'Relink Folder', results);
  },
  /** Locks the Savers by which the pipeline renders. Returns the names of those it locked and of those locked already. */
  'compline.applyPipelineLocks': async (work) => {
    const { edits = [], locked = [], already = [] } = work.document.model?.lockPipeline?.(work.place) ?? {};
    await apply(work, 'Lock Pipeline Nodes', edits);
    return { locked, already };
  },
  /** The first videos that the shots of a project stand for, at most so many, beginning with a shot, counted from 0. */
  'compline.expandShots': async ({ document, place, rest }) => {
    const [from, most] = rest.map(Number);
    const { version } = document;
    const expansion = await document.model?.expandShots?.(from || 0, most || 1, async () => place);
    if (document.version !== version) throw changed();
    if (expansion === undefined) throw wrong('This file has no shots.');
    return expansion;
  },
  /** The Savers of the document, by the offset of the cursor, and the render spec of its step. */
  'compline.savers': async ({ document, place, rest }) => ({
    savers: document.model?.savers?.(rest[0] === undefined ? undefined : Number(rest[0]), place) ?? [],
    specFile: place?.project?.renderSpecFile,
  }),
  /** What a Saver writes, as a render spec says it. */
  'compline.specOfSaver': async ({ document, rest }) => document.model?.specOfSaver?.(specQuestion(rest)),
  /** Sets a Saver as the step's render spec says. Returns how many edits it made. */
  'compline.applySaverSpec': async (work) => {
    const { document, place, rest, token } = work;
    const { offset, output } = specQuestion(rest);
    const at = { selection: { start: offset, end: offset }, isInvoked: true, place };
    const id = `apply-${output}-spec`;
    const offer = document.model?.refactorings?.(at).find((candidate) => candidate.id === id);
    if (offer === undefined) throw wrong(`The render spec of this comp's step says nothing of a ${output}.`);
    const { results } = await gather(document.model?.refactor?.(id, at) ?? [], document, token);
    return apply(work, offer.title, results);
  },
};

/** The place of a document that has to have one. */
function placed({ place }: Work): CompPlace {
  if (place === undefined) throw wrong('The file is not on this disk. Save it first.');
  return place;
}

async function apply({ context, document }: Work, label: string, edits: readonly TextEdit[]): Promise<number> {
  if (edits.length === 0) return 0;
  const edit = toWorkspaceEdit([editsOf(document, edits)], context.client);
  const { applied } = await context.connection.workspace.applyEdit({ label, edit });
  if (!applied) throw changed();
  return edits.length;
}

function tell({ connection, log }: FeatureContext, message: string): void {
  connection
    .sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message })
    .catch((error: unknown) => log(`The client was not told: ${String(error)}`));
}

function changed(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, 'The file has changed meanwhile. Try again.');
}

function wrong(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** Commands that clients run by way of the server: `workspace/executeCommand`. Their edits go back to the client. */
export const commands: LanguageFeature = {
  capabilities: (client) =>
    client.executesCommands
      ? { executeCommandProvider: { commands: [...Object.keys(COMMANDS), ...Object.keys(TEXT_COMMANDS)] } }
      : {},
  register(context) {
    if (!context.client.executesCommands) return;
    context.connection.onRequest(
      ExecuteCommandRequest.type,
      context.requests.guard<ExecuteCommandParams, unknown>(
        ExecuteCommandRequest.method,
        null,
        async (params, token) => {
          const [uri, ...rest] = (params.arguments ?? []).filter((it: unknown): it is string => typeof it === 'string');
          const ofText = TEXT_COMMANDS[params.command];
          if (ofText !== undefined) return ofText(uri ?? '', rest);
          const command = COMMANDS[params.command];
          if (command === undefined) throw wrong(`There is no command ${params.command}.`);
          const document = context.documents.get(uri ?? '');
          if (document === undefined) throw wrong('Open the file first.');
          const place = await context.placeOf(document.uri);
          await document.ready();
          return command({ context, document, place, rest, token });
        },
      ),
    );
  },
};
