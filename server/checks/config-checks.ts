import type { ConfigStack } from '../formats/config/config-stack.ts';
import { configCheckCode } from './config/config-check.ts';
import { configExtends } from './config/config-extends.ts';
import { configFarmIncomplete } from './config/config-farm-incomplete.ts';
import { configFarmUnknown } from './config/config-farm-unknown.ts';
import { configFile } from './config/config-file.ts';
import { configFrames } from './config/config-frames.ts';
import { configInvalid } from './config/config-invalid.ts';
import { configName } from './config/config-name.ts';
import { configPath } from './config/config-path.ts';
import { configPlaceholder } from './config/config-placeholder.ts';
import { configProgress } from './config/config-progress.ts';
import { configRenderer } from './config/config-renderer.ts';
import { configRoot } from './config/config-root.ts';
import { configRootPlatform } from './config/config-root-platform.ts';
import { configSilence } from './config/config-silence.ts';
import { configVersion } from './config/config-version.ts';
import type { DocumentCheck, PlacedCheck } from './document-check.ts';

/** Every check of configurations that their text decides, one line each. */
export const CONFIG_CHECKS: readonly DocumentCheck<ConfigStack>[] = [
  configInvalid,
  configVersion,
  configRenderer,
  configPlaceholder,
  configProgress,
  configCheckCode,
  configFrames,
  configFarmUnknown,
  configFarmIncomplete,
  configRoot,
  configRootPlatform,
  configSilence,
  configPath,
];

/** Every check of configurations that other files decide. */
export const PLACED_CONFIG_CHECKS: readonly PlacedCheck<ConfigStack>[] = [configExtends, configFile, configName];
