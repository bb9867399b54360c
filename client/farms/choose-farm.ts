import * as vscode from 'vscode';
import type { FarmChoice } from '../../server/protocol/farms.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { CoreRequests } from '../core/pipeline-core.ts';
import { type WalkMove, type WalkPlace, walk } from '../publish/walk.ts';
import { BACK, quickInputs, type WalkInputs } from '../publish/walk-inputs.ts';
import { askFarm } from './ask-farm.ts';
import { answerText, farmName, farmStanding, LOCAL } from './farm-texts.ts';
import type { KnownFarms } from './known-farms.ts';
import { farmItems } from './pick-farm.ts';

/** A farm that was chosen, and what of it. */
export interface FarmWish extends Pick<FarmChoice, 'pool'> {
  readonly farm: string;
}

/** What farms are chosen with. */
export interface ChooseFarmServices {
  readonly core: CoreRequests;
  readonly known: Pick<KnownFarms, 'read' | 'ask'>;
  /** Opens the configuration of a project where its farms are described. */
  readonly configure: (project: string) => Promise<void>;
  readonly inputs?: WalkInputs;
}

/**
 * Asks for a farm of a project, then for a pool where the farm tells which it has; `last` is what was chosen the last time.
 * Throws `Dismissed` where the user calls it off, or configures farms instead.
 */
export async function chooseFarm(
  services: ChooseFarmServices,
  project: string,
  last: Partial<FarmWish>,
): Promise<FarmWish> {
  const { known, configure, inputs = quickInputs } = services;
  const farms = await known.read(project);
  const title = vscode.l10n.t('Publish on Farm');
  let farm = last.farm ?? farms.find(({ isDefault }) => isDefault)?.name ?? LOCAL;
  let pool: string | undefined;

  const askWhich = async (at: WalkPlace): Promise<WalkMove> => {
    const items = farmItems(farms);
    const active = items.find((it) => 'farm' in it && it.farm.name === farm);
    const placeholder = vscode.l10n.t('Farm that renders it');
    const picked = await inputs.pick({ ...at, title, placeholder, items, active });
    if (picked === BACK) return 'back';
    if (!('farm' in picked)) {
      await configure(project);
      throw new Dismissed();
    }
    farm = picked.farm.name;
    return 'on';
  };

  const askPool = async (at: WalkPlace): Promise<WalkMove> => {
    pool = undefined;
    if (farm === LOCAL) return 'on';
    const answer = await askFarm(services, project, farm);
    const standing = farmStanding(answer.farm);
    if (standing !== 'answers') await confirmSilent(answerText(answer.farm, answer.offers));
    const { pools = [] } = answer.offers ?? {};
    if (pools.length === 0) return 'on';
    const items = [
      { label: vscode.l10n.t('As the project says'), pool: undefined },
      ...pools.map((name) => ({ label: name, pool: name })),
    ];
    const wanted = farm === last.farm ? last.pool : undefined;
    const active = items.find((it) => it.pool === wanted);
    const placeholder = vscode.l10n.t('Pool of {0}', farmName(farm));
    const picked = await inputs.pick({ ...at, title, placeholder, items, active });
    if (picked === BACK) return 'back';
    pool = picked.pool;
    return 'on';
  };

  await walk([askWhich, askPool]);
  return { farm, ...(pool !== undefined && { pool }) };
}

/** A farm that does not answer now may do so soon: whoever wants to goes on. */
async function confirmSilent(said: string): Promise<void> {
  const goOn = vscode.l10n.t('Publish All the Same');
  if ((await vscode.window.showWarningMessage(said, { modal: true }, goOn)) !== goOn) throw new Dismissed();
}
