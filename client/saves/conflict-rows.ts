import { l10n } from 'vscode';
import type { SaveConflict } from '../../server/protocol/saves.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { formatTime } from '../views/format.ts';
import type { Row } from '../views/row.ts';
import { conflictSentence, conflictText } from './conflict-texts.ts';

const PREFIX = 'conflict:';

/** The id of the conflict that a row stands for; `undefined` for a row of another kind. */
export function conflictOfRow(row: string | undefined): string | undefined {
  return row?.startsWith(PREFIX) ? row.slice(PREFIX.length) : undefined;
}

/** A save that somebody has to decide on, as a row. */
export function conflictRow(conflict: SaveConflict): Row {
  const label = nameOf(conflict.file);
  const at = formatTime(Date.parse(conflict.at));
  return {
    id: `${PREFIX}${conflict.id}`,
    label,
    description: l10n.t('save conflict'),
    icon: { id: 'git-merge', color: 'charts.red' },
    context: `conflict ${conflict.reason}`,
    spoken: l10n.t('{0}, save conflict: {1}. Decide which text stands.', label, conflictText(conflict)),
    tooltip: [
      { value: conflictSentence(conflict) },
      { name: l10n.t('File'), value: conflict.file },
      ...(at === undefined ? [] : [{ name: l10n.t('Saved'), value: at }]),
    ],
    path: conflict.file,
    command: { id: 'compline.resolveSaveConflict', title: l10n.t('Decide') },
  };
}
