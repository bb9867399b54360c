import { l10n } from 'vscode';
export const f = () => l10n.t('rendering {0}/{1}', 1, 2);
