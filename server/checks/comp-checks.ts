import type { CompCheck, ToolCheck } from './check.ts';
import { compSyntax } from './comp/comp-syntax.ts';
import { countersDisagree } from './comp/counters-disagree.ts';
import { danglingSource } from './comp/dangling-source.ts';
import { duplicateTool } from './comp/duplicate-tool.ts';
import { saverNoCreateDir } from './comp/saver-no-create-dir.ts';
import { saverNoExtension } from './comp/saver-no-extension.ts';
import { saverNoFilename } from './comp/saver-no-filename.ts';
import { saversSameFile } from './comp/savers-same-file.ts';

/** Every check of how the parts of a comp or setting go together, one line each. */
export const COMP_CHECKS: readonly CompCheck[] = [
  compSyntax,
  danglingSource,
  duplicateTool,
  saverNoFilename,
  saverNoExtension,
  saverNoCreateDir,
  saversSameFile,
  countersDisagree,
];

/** Every check that the text of one tool decides, one line each. */
export const TOOL_CHECKS: readonly ToolCheck[] = [];
