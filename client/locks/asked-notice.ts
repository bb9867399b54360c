import * as vscode from 'vscode';
import type { LockAsking } from '../../server/protocol/locks.ts';
import { type ErrorReporter, Notice } from '../core/error-reporter.ts';
import { offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { LockKeeper } from './lock-keeper.ts';
import { nameOf, personText, shownText } from './lock-texts.ts';
import type { OpenComps } from './open-comps.ts';

/** Characters of a message that are shown. */
const LONGEST_MESSAGE = 300;

/** What the notice needs. */
export interface AskedNoticeServices {
  readonly core: PipelineCore;
  readonly comps: OpenComps;
  readonly keeper: LockKeeper;
  readonly errors: ErrorReporter;
}

/** Tells that somebody asks for a file that this window has locked. */
export class AskedNotice implements vscode.Disposable {
  readonly #services: AskedNoticeServices;
  readonly #subscription: { dispose(): void };
  /** What is being shown: who asks twice is told of once. */
  readonly #shown = new Set<string>();

  constructor(services: AskedNoticeServices) {
    this.#services = services;
    this.#subscription = services.core.onEvent('lock/asked', ({ asking }) => void this.#tell(asking));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell({ file, from, message }: LockAsking): Promise<void> {
    const who = personText(from);
    const said = shownText(message, LONGEST_MESSAGE);
    const text =
      said === ''
        ? vscode.l10n.t('{0} asks you to let {1} go.', who, nameOf(file))
        : vscode.l10n.t('{0} asks you to let {1} go: “{2}”', who, nameOf(file), said);
    if (this.#shown.has(text)) return;
    this.#shown.add(text);
    try {
      await offer(this.#services.errors, {
        severity: 'information',
        message: text,
        choices: [
          { title: vscode.l10n.t('Save and Release'), run: () => this.#release(file) },
          { title: vscode.l10n.t('Keep'), run: () => {} },
        ],
      });
    } finally {
      this.#shown.delete(text);
    }
  }

  async #release(file: string): Promise<void> {
    await saveForRelease(this.#services.comps, file);
    await this.#services.keeper.release(file);
  }
}

/** Saves a comp before its lock is let go. Throws `Notice` where that fails: the lock stays then. */
export async function saveForRelease(comps: OpenComps, file: string): Promise<void> {
  const document = comps.document(file);
  if (document?.isDirty && !(await document.save())) {
    throw new Notice(vscode.l10n.t('{0} could not be saved, so its lock stays.', nameOf(file)));
  }
}
