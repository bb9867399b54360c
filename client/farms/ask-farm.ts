import * as vscode from 'vscode';
import type { RequestResult } from '../../server/protocol/requests.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { CoreRequests } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { farmName } from './farm-texts.ts';
import type { KnownFarms } from './known-farms.ts';

/** What a farm is asked by. */
export interface AskFarmServices {
  readonly core: CoreRequests;
  readonly known: Pick<KnownFarms, 'ask'>;
}

/**
 * Asks a farm while a notification says so, which can be called off: throws `Dismissed` then. A project that is not
 * trusted is asked about first, for its configuration says where the farm is.
 */
export async function askFarm(
  { core, known }: AskFarmServices,
  project: string,
  farm: string,
): Promise<RequestResult<'farms/ask'>> {
  return await withTrust(core, async () => {
    const title = vscode.l10n.t('Asking {0}', farmName(farm));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return await vscode.window.withProgress(options, async (_progress, token) => {
      const calledOff = new Promise<never>((_resolve, reject) => {
        token.onCancellationRequested(() => reject(new Dismissed()));
      });
      return await Promise.race([known.ask(project, farm), calledOff]);
    });
  });
}
