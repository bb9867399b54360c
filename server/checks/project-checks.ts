import { compFrameRate } from './project/comp-frame-rate.ts';
import { compIdentity } from './project/comp-identity.ts';
import { compShotRange } from './project/comp-shot-range.ts';
import { compShotUnknown } from './project/comp-shot-unknown.ts';
import { compSize } from './project/comp-size.ts';
import { compStartFrame } from './project/comp-start-frame.ts';
import { loaderOutdated } from './project/loader-outdated.ts';
import { loaderRange } from './project/loader-range.ts';
import { loaderUnapproved } from './project/loader-unapproved.ts';
import { machinePathRoots } from './project/machine-path-roots.ts';
import { mediaGaps } from './project/media-gaps.ts';
import { mediaMissing } from './project/media-missing.ts';
import { pathPlatform } from './project/path-platform.ts';
import { pipelineSavers } from './project/pipeline-savers.ts';
import { pipelineSaversUnlocked } from './project/pipeline-savers-unlocked.ts';
import { saverPadding } from './project/saver-padding.ts';
import { saverRenderSpec } from './project/saver-render-spec.ts';
import { saversSameFileInPlace } from './project/savers-same-file.ts';
import type { ProjectCheck } from './project-check.ts';

/** Every check that the project or the disk decides, one line each. */
export const PROJECT_CHECKS: readonly ProjectCheck[] = [
  mediaMissing,
  mediaGaps,
  loaderRange,
  loaderOutdated,
  loaderUnapproved,
  compFrameRate,
  compSize,
  compStartFrame,
  compShotRange,
  compShotUnknown,
  compIdentity,
  pipelineSavers,
  pipelineSaversUnlocked,
  saverRenderSpec,
  saverPadding,
  saversSameFileInPlace,
  machinePathRoots,
  pathPlatform,
];
