import { nearestNames } from '../../comp/nearest-name.ts';
import { type ConfigRule, didYouMean } from './config-fault.ts';

/** A step names a renderer that is there. */
export const rendererRule: ConfigRule = {
  code: 'config-renderer',
  *run(stack) {
    if (!stack.isWhole) return;
    const renderers = stack.entries('renderers').map(([name]) => name);
    for (const [step] of stack.entries('steps')) {
      const path = ['steps', step, 'renderer'];
      const renderer = stack.at(path);
      if (typeof renderer !== 'string' || renderers.includes(renderer)) continue;
      const [nearest] = nearestNames(renderer, renderers);
      const message = `There is no renderer "${renderer}" under "renderers".${didYouMean(nearest)}`;
      yield { path, message, ...(nearest !== undefined && { instead: nearest }) };
    }
  },
};
