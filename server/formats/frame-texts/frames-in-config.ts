import type { ConfigText } from '../config/config-text.ts';
import type { FrameText } from './frame-text.ts';
import { framesInYaml } from './frames-in-yaml.ts';

/** The frame texts of a configuration: those of its shots, which its own rules judge, and others under the usual keys. */
export function framesInConfig({ yaml }: ConfigText): readonly FrameText[] {
  return framesInYaml(
    yaml,
    ([section, , key, ...rest]) => section === 'shots' && key === 'frames' && rest.length === 0,
  );
}
