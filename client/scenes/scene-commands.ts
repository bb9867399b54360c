import path from 'node:path';
import * as vscode from 'vscode';
import { elementOf } from '../commands/arguments.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import { compFor } from '../publish/pick-comp.ts';
import type { PublishView } from '../publish/publish-view.ts';
import { goToLine, goToLoader, openFolder, revealPath } from './go-to.ts';
import { type LoaderEditServices, LoaderEdits, tellChanged, type VersionMove } from './loader-edits.ts';
import { findingOfRow, type LoaderPlace, loaderOfRow } from './scene-ids.ts';
import { setupScene } from './setup-scene.ts';
import { loaderAtCursor } from './tool-at-cursor.ts';
import { updateProject } from './update-project.ts';

/** What the commands about comps and their Loaders work on. */
export interface SceneServices extends LoaderEditServices {
  readonly publish: PublishView;
}

/** Registers the commands about the comps that the Publish view shows, their Loaders and versions. */
export function registerSceneCommands(services: SceneServices, commands: CommandRegistry): void {
  const { publish, server } = services;
  const edits = new LoaderEdits(services);
  const rowOf = (argument: unknown) => elementOf(argument)?.row;
  const loaderOf = async (argument: unknown): Promise<LoaderPlace> =>
    loaderOfRow(rowOf(argument)?.id ?? '') ?? (await loaderAtCursor());
  const move = async (argument: unknown, direction: VersionMove): Promise<void> => {
    const { comp, tool } = await loaderOf(argument);
    tellChanged(comp, await edits.move(comp, tool, direction));
  };

  commands.withCore('compline.scene.open', async (it) => {
    const file = rowOf(it)?.path;
    if (file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  });
  commands.withCore('compline.scene.updateLoaders', async (it) => {
    const comp = (await compFor(it, vscode.l10n.t('Comp whose Loaders are updated'))).fsPath;
    tellChanged(comp, await edits.update(comp, undefined, { isShown: true }));
  });
  commands.withCore('compline.updateLoadersInProject', async (it) => {
    const file = rowOf(it)?.path;
    const all = [...(await publish.scenes()).values()].flat();
    await updateProject(edits, file === undefined ? all : all.filter(({ comp }) => isBelow(file, comp)));
  });
  commands.withCore('compline.loader.update', async (it) => {
    const { comp, tool } = await loaderOf(it);
    tellChanged(comp, await edits.update(comp, tool, { isShown: true }));
  });
  commands.withCore('compline.loader.versionUp', (it) => move(it, 'up'));
  commands.withCore('compline.loader.versionDown', (it) => move(it, 'down'));
  commands.withCore('compline.loader.goTo', async (it) => {
    const place = loaderOfRow(rowOf(it)?.id ?? '');
    if (place !== undefined) await goToLoader(place);
  });
  commands.withCore('compline.loader.revealMedia', async (it) => {
    const file = rowOf(it)?.path;
    if (file === undefined) throw new Notice(vscode.l10n.t('It is not known where this file is.'));
    await revealPath(file);
  });
  commands.withCore('compline.goToFinding', async (it) => {
    const place = findingOfRow(rowOf(it)?.id ?? '');
    if (place !== undefined) await goToLine(place.comp, place.line);
  });
  commands.withCore('compline.version.openFolder', async (it) => {
    const folder = versionFolder(it);
    if (folder !== undefined) await openFolder(folder);
  });
  commands.withCore('compline.version.copyPath', async (it) => {
    const folder = versionFolder(it);
    if (folder !== undefined) await vscode.env.clipboard.writeText(folder);
  });
  commands.always('compline.setupScene', (it) => setupScene(server, it));
  commands.withCore('compline.publish.filter', () => askFilter(publish));
  commands.withCore('compline.publish.clearFilter', () => {
    publish.filter = '';
  });
  commands.withCore('compline.publish.showAttention', () => publish.showAttention(true));
  commands.withCore('compline.publish.showAll', () => publish.showAttention(false));
  commands.withCore('compline.publish.showMore', (it) => {
    const parent = rowOf(it)?.parent;
    if (parent !== undefined) publish.showMore(parent);
  });

  function versionFolder(argument: unknown): string | undefined {
    return /^version:(?<folder>.+)$/s.exec(rowOf(argument)?.id ?? '')?.groups?.folder;
  }
}

function isBelow(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return !way.startsWith('..') && !path.isAbsolute(way);
}

/** Asks for the text that comps are filtered by. */
async function askFilter(publish: PublishView): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Comps'),
    prompt: vscode.l10n.t('Words of a name, a shot, a version, a Loader or a finding; empty for all comps.'),
    value: publish.filter,
  });
  if (text === undefined) throw new Dismissed();
  publish.filter = text;
}
