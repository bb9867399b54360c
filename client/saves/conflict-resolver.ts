import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import type { SaveChoice, SaveConflict } from '../../server/protocol/saves.ts';
import { Dismissed, type ErrorReporter, Notice } from '../core/error-reporter.ts';
import { offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { reloadComp } from '../locks/reload-comp.ts';
import { conflictSentence } from './conflict-texts.ts';
import type { SaveConflicts } from './save-conflicts.ts';
import { tellVersion } from './save-version.ts';

/** What deciding needs. */
export interface ConflictServices {
  readonly core: PipelineCore;
  readonly conflicts: SaveConflicts;
  readonly errors: ErrorReporter;
}

/** Lets the user decide on a save that met somebody else: at once by a notification, or later by a list. */
export class ConflictResolver {
  readonly #services: ConflictServices;

  constructor(services: ConflictServices) {
    this.#services = services;
  }

  /** Tells of a conflict and offers what can be done. Whoever has compared the texts is asked again. */
  async tell(conflict: SaveConflict): Promise<void> {
    const choose = (choice: SaveChoice) => () => this.#resolve(conflict, choice);
    const compare = async (): Promise<void> => {
      await this.compare(conflict);
      if (this.#services.conflicts.get(conflict.id) !== undefined) void this.tell(conflict);
    };
    await offer(this.#services.errors, {
      severity: 'error',
      message: conflictSentence(conflict),
      choices: [
        { title: vscode.l10n.t('Save As New Version'), run: choose('new-version') },
        { title: vscode.l10n.t('Compare'), run: compare },
        { title: vscode.l10n.t('Take Back'), run: choose('take-back') },
      ],
    });
  }

  /** Lets the user decide on a conflict by a list that says what each choice does. */
  async choose(conflict: SaveConflict | undefined): Promise<void> {
    if (conflict === undefined) throw new Notice(vscode.l10n.t('There is no save to decide on.'));
    const items: (vscode.QuickPickItem & { readonly run: () => Promise<void> })[] = [
      {
        label: vscode.l10n.t('Save As New Version'),
        detail: vscode.l10n.t('What you saved becomes a new version. The file gets back what it held before.'),
        run: () => this.#resolve(conflict, 'new-version'),
      },
      {
        label: vscode.l10n.t('Compare'),
        detail: vscode.l10n.t('What the file held before, beside what it holds now.'),
        run: () => this.compare(conflict),
      },
      {
        label: vscode.l10n.t('Take Back'),
        detail: vscode.l10n.t('The file gets back what it held before. What you saved stays as a copy.'),
        run: () => this.#resolve(conflict, 'take-back'),
      },
      {
        label: vscode.l10n.t('Keep What I Saved'),
        detail: vscode.l10n.t('The file stays as you saved it.'),
        run: () => this.#resolve(conflict, 'keep-ours'),
      },
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: conflictSentence(conflict),
      placeHolder: vscode.l10n.t('Which text stands'),
    });
    if (picked === undefined) throw new Dismissed();
    await picked.run();
  }

  /** Shows what the file held before beside what it holds now. */
  async compare({ file, theirs }: SaveConflict): Promise<void> {
    const title = vscode.l10n.t('{0}: before your save ↔ now', nameOf(file));
    await vscode.commands.executeCommand('vscode.diff', vscode.Uri.file(theirs), vscode.Uri.file(file), title);
  }

  async #resolve(conflict: SaveConflict, choice: SaveChoice): Promise<void> {
    const { core, conflicts, errors } = this.#services;
    try {
      const { version } = await core.request('save/resolve', { conflict: conflict.id, choice });
      conflicts.remove(conflict);
      if (choice !== 'keep-ours') await reloadComp(conflict.file, { discard: false });
      if (version !== undefined) tellVersion(errors, conflict.file, version);
    } catch (error) {
      // Decided in another window.
      if (ComplineError.is(error, 'not-found')) await conflicts.read();
      throw error;
    }
  }
}
