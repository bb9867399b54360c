import type { ConfigRule } from './config-fault.ts';

/** The patterns of progress are regular expressions that tell something. */
export const progressRule: ConfigRule = {
  code: 'config-progress',
  *run(stack) {
    for (const [name] of stack.entries('renderers')) {
      const patterns = stack.at(['renderers', name, 'progress']);
      if (!Array.isArray(patterns)) continue;
      for (const [index, pattern] of patterns.entries()) {
        const message = typeof pattern === 'string' ? faultOf(pattern) : undefined;
        if (message !== undefined) yield { path: ['renderers', name, 'progress', index], message };
      }
    }
  },
};

function faultOf(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}.`;
  }
  if (/\(\?<(?:frame|done)>/.test(pattern)) return undefined;
  return 'The pattern tells nothing: it needs a group (?<frame>…) or (?<done>…).';
}
