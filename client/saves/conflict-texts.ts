import { l10n } from 'vscode';
import type { SaveConflict } from '../../server/protocol/saves.ts';
import { nameOf, ownerInText } from '../locks/lock-texts.ts';

/** What happened, in a few words. */
export function conflictText(conflict: SaveConflict): string {
  switch (conflict.reason) {
    case 'changed':
      return l10n.t('replaced what somebody else had written');
    case 'locked':
      return l10n.t('saved while {0} has the lock', ownerInText(conflict));
    case 'lock-lost':
      return l10n.t('saved after the lock was lost');
  }
}

/** What somebody is told whose save met somebody else. */
export function conflictSentence(conflict: SaveConflict): string {
  const name = nameOf(conflict.file);
  switch (conflict.reason) {
    case 'changed':
      return l10n.t('Your save of {0} replaced what somebody else had written. Both texts are kept.', name);
    case 'locked':
      return l10n.t('{0} has the lock of {1}, which you saved. Both texts are kept.', ownerInText(conflict), name);
    case 'lock-lost':
      return l10n.t('Your lock of {0} was lost before you saved it. Both texts are kept.', name);
  }
}
