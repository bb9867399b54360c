import type { EditCheck } from './edits/edit-check.ts';
import { lockedToolEdited } from './edits/locked-tool-edited.ts';

/** Every check of what was changed in an open comp; adding one is a file under `checks/edits` and a line here. */
export const EDIT_CHECKS: readonly EditCheck[] = [lockedToolEdited];
