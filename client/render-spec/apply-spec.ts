import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { compDocument } from '../media/comp-document.ts';
import { askOutput, askSaver } from './ask-saver.ts';
import { saversOfComp } from './saver-source.ts';

/** Sets a Saver of a comp as the render spec of its step says. */
export async function applySpec(server: LanguageServer, comp: unknown): Promise<void> {
  const uri = compDocument(comp);
  const { savers, specFile } = await saversOfComp(server, uri, undefined);
  if (specFile === undefined) {
    throw new Notice(vscode.l10n.t('The step of this comp names no render spec. Set renderSpec in compline.yaml.'));
  }
  const saver = await askSaver(savers);
  const output = await askOutput(saver);
  const edits = await server.execute('compline.applySaverSpec', uri, String(saver.offset), output);
  if (edits === 0) throw new Notice(vscode.l10n.t('{0} is set so already.', saver.name));
}
