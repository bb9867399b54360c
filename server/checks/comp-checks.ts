import type { CompCheck, ToolCheck } from './check.ts';
import { activeTool } from './comp/active-tool.ts';
import { backgroundDepth } from './comp/background-depth.ts';
import { clipRange } from './comp/clip-range.ts';
import { compSyntax } from './comp/comp-syntax.ts';
import { connectionCycle } from './comp/connection-cycle.ts';
import { controlDefault } from './comp/control-default.ts';
import { countersDisagree } from './comp/counters-disagree.ts';
import { currentTime } from './comp/current-time.ts';
import { danglingSource } from './comp/dangling-source.ts';
import { duplicateClip } from './comp/duplicate-clip.ts';
import { duplicateKey, duplicateKeyInHeader } from './comp/duplicate-key.ts';
import { duplicateTool } from './comp/duplicate-tool.ts';
import { expressionTool } from './comp/expression-tool.ts';
import { frameRange } from './comp/frame-range.ts';
import { groupNoMainOutput } from './comp/group-no-main-output.ts';
import { inputName } from './comp/input-name.ts';
import { keyFrameOrder } from './comp/key-frame-order.ts';
import { lastFile } from './comp/last-file.ts';
import { loaderFormat } from './comp/loader-format.ts';
import { machinePath } from './comp/machine-path.ts';
import { nameInTwoGroups } from './comp/name-in-two-groups.ts';
import { noSaver } from './comp/no-saver.ts';
import { outputClips } from './comp/output-clips.ts';
import { pathEscape } from './comp/path-escape.ts';
import { saverFormat } from './comp/saver-format.ts';
import { saverNoCreateDir } from './comp/saver-no-create-dir.ts';
import { saverNoExtension } from './comp/saver-no-extension.ts';
import { saverNoFilename } from './comp/saver-no-filename.ts';
import { saverNoInput } from './comp/saver-no-input.ts';
import { saverNoSource } from './comp/saver-no-source.ts';
import { saversSameFile } from './comp/savers-same-file.ts';
import { scriptTool } from './comp/script-tool.ts';
import { staleFormatOptions } from './comp/stale-format-options.ts';
import { toolPassedThrough } from './comp/tool-passed-through.ts';
import { unknownConstructor } from './comp/unknown-constructor.ts';
import { unknownControlField } from './comp/unknown-control-field.ts';
import { unknownTool } from './comp/unknown-tool.ts';
import { unusedTool } from './comp/unused-tool.ts';
import { upstreamDeadEnd } from './comp/upstream-dead-end.ts';

/** Every check of how the parts of a comp or setting go together, one line each. */
export const COMP_CHECKS: readonly CompCheck[] = [
  compSyntax,
  danglingSource,
  expressionTool,
  scriptTool,
  duplicateTool,
  nameInTwoGroups,
  connectionCycle,
  duplicateKeyInHeader,
  saverNoInput,
  saverNoSource,
  upstreamDeadEnd,
  saversSameFile,
  frameRange,
  currentTime,
  countersDisagree,
  outputClips,
  activeTool,
  groupNoMainOutput,
  toolPassedThrough,
  unusedTool,
  lastFile,
  noSaver,
  backgroundDepth,
];

/** Every check that the text of one tool decides, one line each. */
export const TOOL_CHECKS: readonly ToolCheck[] = [
  duplicateKey,
  saverNoFilename,
  saverNoExtension,
  saverNoCreateDir,
  clipRange,
  duplicateClip,
  keyFrameOrder,
  unknownTool,
  unknownConstructor,
  unknownControlField,
  controlDefault,
  inputName,
  saverFormat,
  loaderFormat,
  staleFormatOptions,
  machinePath,
  pathEscape,
];
