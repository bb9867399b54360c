import { COMP_CHECKS, TOOL_CHECKS } from './comp-checks.ts';
import { CONFIG_CHECKS, PLACED_CONFIG_CHECKS } from './config-checks.ts';
import { EDIT_CHECKS } from './edit-checks.ts';
import { FILE_CHECKS } from './file-findings.ts';
import type { CheckName } from './finding.ts';
import { FRAME_CHECKS, FRAME_LINES_CHECKS, PLACED_FRAME_CHECKS } from './frames-checks.ts';
import { PROJECT_CHECKS } from './project-checks.ts';
import { PUBLISH_CHECKS } from './publish-checks.ts';
import { SORA_CHECKS, SORA_FORM_CHECKS, SORA_PLACED_CHECKS } from './sora-checks.ts';
import { SPEC_CHECKS } from './spec-checks.ts';

/** A check as lists and settings show it. */
interface TitledCheck extends CheckName {
  /** A short sentence. */
  readonly title: string;
}

/** What checks of one kind look at. */
interface LookedAt {
  /** The language of the documents that it is about. */
  readonly languageId: string;
  /** What decides: the text of a document, its project and the disk, the bytes of the file, what was changed in an
   * open document since it was opened or saved, or what a publish is going to do. */
  readonly decidedBy: 'text' | 'place' | 'bytes' | 'edits' | 'publish';
}

/** A check and what it looks at. */
export interface ListedCheck extends TitledCheck, LookedAt {}

/** The checks of every language, a line for each list of them. */
const LISTS: readonly (LookedAt & { readonly checks: readonly TitledCheck[] })[] = [
  { languageId: 'fusion-comp', decidedBy: 'text', checks: COMP_CHECKS },
  { languageId: 'fusion-comp', decidedBy: 'text', checks: TOOL_CHECKS },
  { languageId: 'fusion-comp', decidedBy: 'place', checks: PROJECT_CHECKS },
  { languageId: 'fusion-comp', decidedBy: 'bytes', checks: FILE_CHECKS },
  { languageId: 'fusion-comp', decidedBy: 'edits', checks: EDIT_CHECKS },
  { languageId: 'fusion-comp', decidedBy: 'publish', checks: PUBLISH_CHECKS },
  { languageId: 'frame-range', decidedBy: 'text', checks: FRAME_CHECKS },
  { languageId: 'frame-range', decidedBy: 'text', checks: FRAME_LINES_CHECKS },
  { languageId: 'frame-range', decidedBy: 'place', checks: PLACED_FRAME_CHECKS },
  { languageId: 'compline-config', decidedBy: 'text', checks: CONFIG_CHECKS },
  { languageId: 'compline-config', decidedBy: 'place', checks: PLACED_CONFIG_CHECKS },
  { languageId: 'render-spec', decidedBy: 'text', checks: SPEC_CHECKS },
  { languageId: 'sora-project', decidedBy: 'text', checks: SORA_FORM_CHECKS },
  { languageId: 'sora-project', decidedBy: 'text', checks: SORA_CHECKS },
  { languageId: 'sora-project', decidedBy: 'place', checks: SORA_PLACED_CHECKS },
];

/**
 * Every check by its code, in the order of the codes. Several checks may share a code: what they are called and how much
 * they matter is then the same, and the first one says what decides.
 */
export const ALL_CHECKS: readonly ListedCheck[] = [
  ...new Map(
    LISTS.flatMap(({ languageId, decidedBy, checks }) =>
      checks.map(({ code, title, defaultSeverity }): [string, ListedCheck] => [
        code,
        { code, title, defaultSeverity, languageId, decidedBy },
      ]),
    ).reverse(),
  ).values(),
].sort((a, b) => (a.code < b.code ? -1 : 1));
