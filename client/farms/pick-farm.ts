import * as vscode from 'vscode';
import type { FarmStatus } from '../../server/protocol/farms.ts';
import { Dismissed } from '../core/error-reporter.ts';
import { farmDetail, farmIcon, farmName, farmType, LOCAL, standingText } from './farm-texts.ts';

/** A farm in a list. */
export interface FarmItem extends vscode.QuickPickItem {
  readonly farm: FarmStatus;
}

/** A farm as a list shows it: whether it answers, by words as well, its type, and whether it is the default. */
export function farmItem(farm: FarmStatus): FarmItem {
  const type = farm.name === LOCAL ? [] : [farmType(farm.type)];
  const words = [standingText(farm), ...type, ...(farm.isDefault ? [vscode.l10n.t('default')] : [])];
  const detail = farmDetail(farm);
  return {
    label: farmName(farm.name),
    description: words.join(' · '),
    iconPath: new vscode.ThemeIcon(farmIcon(farm)),
    ...(detail !== '' && { detail }),
    farm,
  };
}

/** The farms of a project as a list shows them, and a last line that configures farms instead. */
export function farmItems(farms: readonly FarmStatus[]): readonly (FarmItem | vscode.QuickPickItem)[] {
  const isEmpty = farms.every(({ name }) => name === LOCAL);
  const other: vscode.QuickPickItem = {
    label: vscode.l10n.t('Configure Farms…'),
    iconPath: new vscode.ThemeIcon('gear'),
    detail: isEmpty
      ? vscode.l10n.t('compline.yaml describes no farm yet: it is opened at a new one.')
      : vscode.l10n.t('Opens compline.yaml where the farms are described.'),
  };
  return [...farms.map(farmItem), other];
}

/** Lets the user pick a farm. The last line configures farms instead. Throws `Dismissed` where none is picked. */
export async function pickFarm(
  farms: readonly FarmStatus[],
  title: string,
  configure: () => Promise<void>,
): Promise<FarmStatus> {
  const items = farmItems(farms);
  const options = { title, placeHolder: title, matchOnDescription: true, matchOnDetail: true };
  const picked = await vscode.window.showQuickPick(items, options);
  if (picked === undefined) throw new Dismissed();
  if ('farm' in picked) return picked.farm;
  await configure();
  throw new Dismissed();
}
