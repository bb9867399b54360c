import { publishAccess } from './publish/publish-access.ts';
import { publishAtWork } from './publish/publish-at-work.ts';
import { publishComment } from './publish/publish-comment.ts';
import { publishCompChanged } from './publish/publish-comp-changed.ts';
import { publishLocked } from './publish/publish-locked.ts';
import { publishMedia } from './publish/publish-media.ts';
import { publishMediaRate } from './publish/publish-media-rate.ts';
import { publishMediaTorn } from './publish/publish-media-torn.ts';
import { publishPassedThrough } from './publish/publish-passed-through.ts';
import { publishReadsTarget } from './publish/publish-reads-target.ts';
import { publishSpace } from './publish/publish-space.ts';
import { publishState } from './publish/publish-state.ts';
import { publishUnchanged } from './publish/publish-unchanged.ts';
import type { PublishCheck } from './publish-check.ts';

/** Every check of what a publish is going to do, one line each. What takes long stands last but one. */
export const PUBLISH_CHECKS: readonly PublishCheck[] = [
  publishAccess,
  publishSpace,
  publishLocked,
  publishAtWork,
  publishUnchanged,
  publishState,
  publishComment,
  publishPassedThrough,
  publishReadsTarget,
  publishMedia,
  publishMediaRate,
  publishMediaTorn,
  // Last, so that what was saved during the others is seen.
  publishCompChanged,
];
