import { allToPathMaps } from './all-to-path-maps.ts';
import { allToRoots } from './all-to-roots.ts';
import { applyFinalSpec, applyPreviewSpec } from './apply-spec.ts';
import { createSpec } from './create-spec.ts';
import { disableTools } from './disable-tools.ts';
import { lockPipelineSavers } from './lock-pipeline-savers.ts';
import { lockTools } from './lock-tools.ts';
import type { Refactoring } from './refactoring.ts';
import { relinkFolder } from './relink-folder.ts';
import { toAbsolutePath } from './to-absolute-path.ts';
import { toPathMap } from './to-path-map.ts';
import { toRoot } from './to-root.ts';
import { toThisPlatform } from './to-this-platform.ts';
import { updateLoaders } from './update-loaders.ts';

/** Every refactoring of comps, in the order of menus. */
export const ALL_REFACTORINGS: readonly Refactoring[] = [
  toPathMap,
  allToPathMaps,
  toRoot,
  allToRoots,
  toThisPlatform,
  toAbsolutePath,
  relinkFolder,
  updateLoaders,
  disableTools,
  lockTools,
  lockPipelineSavers,
  applyFinalSpec,
  applyPreviewSpec,
  createSpec,
];
