import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { compDocument } from '../media/comp-document.ts';
import {
  type OutputName,
  type SaverChoice,
  type SpecOfSaver,
  saversOfCompSchema,
  saversSchema,
  specSchema,
} from './saver-answers.ts';

/** Where Savers come from: a comp, or tools that were copied in Fusion. */
export interface SaverSource {
  /** At least one. */
  readonly savers: readonly SaverChoice[];
  /** The absolute path of the render spec of the comp's step. */
  readonly specFile: string | undefined;
  /** What a Saver writes: the text of a new render spec, or edits of the one with the text `into`. */
  specOf(saver: SaverChoice, output: OutputName, into?: string): Promise<SpecOfSaver>;
}

/**
 * The comp that a command is given, with the offset of its Saver, else that of the active editor with its cursor. Throws
 * `Notice` where there is no Saver in it.
 */
export async function saversOfComp(server: LanguageServer, comp: unknown, offset: unknown): Promise<SaverSource> {
  const uri = compDocument(comp);
  const at = typeof offset === 'string' ? offset : cursorIn(uri);
  const answer = await server.execute('compline.savers', uri, ...(at === undefined ? [] : [at]));
  const { savers, specFile } = saversOfCompSchema.parse(answer);
  if (savers.length === 0) throw new Notice(vscode.l10n.t('This comp has no Saver.'));
  return {
    savers,
    specFile: specFile ?? undefined,
    specOf: async (saver, output, into) =>
      specSchema.parse(await server.execute('compline.specOfSaver', uri, ...question(saver, output, into))),
  };
}

/** The tools on the clipboard. Throws `Notice` where there is no Saver among them. */
export async function saversOfClipboard(server: LanguageServer): Promise<SaverSource> {
  // No comp needs to be open for this, and nothing else has started the server then.
  if (server.state === 'idle') await server.restart();
  const text = await vscode.env.clipboard.readText();
  const savers = saversSchema.parse(await server.execute('compline.clipSavers', text));
  if (savers.length === 0) {
    throw new Notice(vscode.l10n.t('There is no Saver on the clipboard. Select one in Fusion and copy it.'));
  }
  return {
    savers,
    specFile: undefined,
    specOf: async (saver, output, into) =>
      specSchema.parse(await server.execute('compline.specOfClip', text, ...question(saver, output, into))),
  };
}

function question({ offset }: SaverChoice, output: OutputName, into: string | undefined): readonly string[] {
  return [String(offset), output, ...(into === undefined ? [] : [into])];
}

function cursorIn(uri: string): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri) return undefined;
  return String(editor.document.offsetAt(editor.selection.active));
}
