import path from 'node:path';
import * as vscode from 'vscode';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import { askOutput, askSaver } from './ask-saver.ts';
import type { OutputName, SpecOfSaver } from './saver-answers.ts';
import type { SaverSource } from './saver-source.ts';

/** The language of render specs. */
const SPEC_LANGUAGE = 'render-spec';

/** Writes what a Saver writes as a render spec: into a new document, or into the spec of the step if the user says so. */
export async function createSpec(source: SaverSource): Promise<void> {
  const saver = await askSaver(source.savers);
  const output = await askOutput(saver);
  const file = await askTarget(source.specFile, output);
  const document = file === undefined ? undefined : await openSpec(file);
  const spec = checked(await source.specOf(saver, output, document?.getText()));
  if (document === undefined) {
    if ('text' in spec)
      await show(await vscode.workspace.openTextDocument({ language: SPEC_LANGUAGE, content: spec.text }));
  } else if ('edits' in spec) {
    await apply(document, spec.edits);
    await show(document);
  }
  if (spec.notices.length > 0) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Left out of the render spec: {0}', spec.notices.join(' ')));
  }
}

/** The file that the output goes into; absent for a new document. Throws `Dismissed` where the user does not say. */
async function askTarget(specFile: string | undefined, output: OutputName): Promise<string | undefined> {
  if (specFile === undefined) return undefined;
  const items = [
    { label: vscode.l10n.t('New document'), file: undefined },
    {
      label: vscode.l10n.t('fusion.{0} of {1}', output, path.basename(specFile)),
      description: specFile,
      file: specFile,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Where to write the output') });
  if (picked === undefined) throw new Dismissed();
  return picked.file;
}

/** The file as a document; one that is not there yet is created when it is saved. */
async function openSpec(file: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.file(file);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  }
  return vscode.workspace.openTextDocument(uri);
}

function checked(spec: SpecOfSaver): Exclude<SpecOfSaver, { readonly reason: string }> {
  if ('reason' in spec) throw new Notice(spec.reason);
  return spec;
}

async function apply(
  document: vscode.TextDocument,
  edits: readonly { readonly range: { readonly start: number; readonly end: number }; readonly newText: string }[],
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) {
    const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    edit.replace(document.uri, place, newText);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Notice(vscode.l10n.t('{0} has changed meanwhile. Try again.', path.basename(document.fileName)));
  }
}

async function show(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
}
