import { placeholderFaults } from '../placeholders.ts';
import type { ConfigRule } from './config-fault.ts';

/** The arguments of renderers hold no placeholder that nobody knows. */
export const placeholderRule: ConfigRule = {
  code: 'config-placeholder',
  *run(stack) {
    for (const [name] of stack.entries('renderers')) {
      const args = stack.at(['renderers', name, 'args']);
      if (!Array.isArray(args)) continue;
      for (const [index, argument] of args.entries()) {
        if (typeof argument !== 'string') continue;
        const path = ['renderers', name, 'args', index];
        for (const { message, range, instead } of placeholderFaults(argument)) {
          const fixed = instead && `${argument.slice(0, range.start)}${instead}${argument.slice(range.end)}`;
          yield { path, stretch: range, message, ...(fixed && { instead: fixed }) };
        }
      }
    }
  },
};
