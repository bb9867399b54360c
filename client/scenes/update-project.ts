import * as vscode from 'vscode';
import type { Scene } from '../../server/protocol/scenes.ts';
import { describeError } from '../core/describe-error.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import { nameOf } from '../locks/lock-texts.ts';
import type { LoaderEdits } from './loader-edits.ts';
import { countsOf } from './scene-facts.ts';

/** So many comps that were not changed are named. */
const MOST_NAMED = 5;

/** What became of several comps. */
export interface UpdateOutcome {
  /** Comps whose Loaders were changed. */
  readonly changed: readonly string[];
  /** The others, each with the reason. */
  readonly unchanged: readonly { readonly comp: string; readonly reason: string }[];
}

/**
 * Has all Loaders of those comps read the newest versions that the user chooses among those with outdated ones. Throws
 * `Dismissed`; `Notice` where there is none.
 */
export async function updateProject(edits: Pick<LoaderEdits, 'update'>, scenes: readonly Scene[]): Promise<void> {
  const comps = await chooseComps(scenes);
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Updating Loaders'),
      cancellable: true,
    },
    (progress, token) => updateAll(edits, comps, (comp) => report(progress, comp, comps.length), token),
  );
  tellOutcome(outcome);
}

async function chooseComps(scenes: readonly Scene[]): Promise<readonly string[]> {
  const items = scenes.flatMap((scene) => {
    const { outdated } = countsOf(scene);
    if (outdated === 0) return [];
    const loaders = scene.loaders.filter(({ newer, enabled }) => newer !== undefined && enabled);
    const detail = loaders.map(({ tool }) => tool).join(', ');
    const description = outdated === 1 ? vscode.l10n.t('1 outdated') : vscode.l10n.t('{0} outdated', outdated);
    return [{ label: nameOf(scene.comp), description, detail, picked: true, comp: scene.comp }];
  });
  if (items.length === 0) throw new Notice(vscode.l10n.t('Every Loader reads the newest version that is published.'));
  const title = vscode.l10n.t('Update All Loaders');
  const picked = await vscode.window.showQuickPick(items, {
    ...{ title, placeHolder: vscode.l10n.t('Comps whose Loaders are updated'), canPickMany: true },
    matchOnDetail: true,
  });
  if (picked === undefined || picked.length === 0) throw new Dismissed();
  return picked.map(({ comp }) => comp);
}

function report(progress: vscode.Progress<{ message?: string; increment?: number }>, comp: string, of: number): void {
  progress.report({ message: nameOf(comp), increment: 100 / of });
}

async function updateAll(
  edits: Pick<LoaderEdits, 'update'>,
  comps: readonly string[],
  begin: (comp: string) => void,
  token: vscode.CancellationToken,
): Promise<UpdateOutcome> {
  const changed: string[] = [];
  const unchanged: { comp: string; reason: string }[] = [];
  for (const comp of comps) {
    if (token.isCancellationRequested) {
      unchanged.push({ comp, reason: vscode.l10n.t('called off') });
      continue;
    }
    begin(comp);
    try {
      const count = await edits.update(comp, undefined, { isShown: false });
      if (count > 0) changed.push(comp);
      else unchanged.push({ comp, reason: vscode.l10n.t('nothing newer') });
    } catch (error) {
      unchanged.push({ comp, reason: describeError(error) });
    }
  }
  return { changed, unchanged };
}

/** Tells what was changed and what was not; what was is not saved yet. */
function tellOutcome({ changed, unchanged }: UpdateOutcome): void {
  const saying = [
    changed.length === 0
      ? vscode.l10n.t('No comp was changed.')
      : changed.length === 1
        ? vscode.l10n.t('{0} was changed. Save it to keep that.', nameOf(changed[0] ?? ''))
        : vscode.l10n.t('{0} comps were changed. Save them to keep that.', changed.length),
  ];
  if (unchanged.length > 0) {
    const named = unchanged.slice(0, MOST_NAMED).map(({ comp, reason }) => `${nameOf(comp)} (${reason})`);
    const more = unchanged.length > MOST_NAMED ? [vscode.l10n.t('{0} more', unchanged.length - MOST_NAMED)] : [];
    saying.push(vscode.l10n.t('Not changed: {0}', [...named, ...more].join(', ')));
  }
  const text = saying.join(' ');
  if (unchanged.length > 0) void vscode.window.showWarningMessage(text);
  else void vscode.window.showInformationMessage(text);
}
