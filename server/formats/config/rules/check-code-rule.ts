import { nearestNames } from '../../comp/nearest-name.ts';
import type { YamlPath } from '../../yaml/yaml-node.ts';
import { CHECK_CODES } from '../check-codes.ts';
import { type ConfigFault, type ConfigRule, didYouMean } from './config-fault.ts';

/** The checks that are named exist. */
export const checkCodeRule: ConfigRule = {
  code: 'config-check',
  *run(stack) {
    for (const [code] of stack.entries('checks')) yield* faultOf(code, ['checks', code], 'key');
    for (const [step] of stack.entries('steps')) {
      const path = ['steps', step, 'checks'];
      for (const [code] of stack.entries(...path)) yield* faultOf(code, [...path, code], 'key');
    }
    const silence = stack.at(['silence']);
    if (!Array.isArray(silence)) return;
    for (const index of silence.keys()) {
      const path = ['silence', index, 'codes'];
      const codes = stack.at(path);
      if (typeof codes === 'string') yield* faultOf(codes, path, 'value');
      if (!Array.isArray(codes)) continue;
      for (const [at, code] of codes.entries()) {
        if (typeof code === 'string') yield* faultOf(code, [...path, at], 'value');
      }
    }
  },
};

const KNOWN: ReadonlySet<string> = new Set(CHECK_CODES);

function* faultOf(code: string, path: YamlPath, part: 'key' | 'value'): Iterable<ConfigFault> {
  if (KNOWN.has(code)) return;
  const [nearest] = nearestNames(code, CHECK_CODES);
  const message = `There is no check "${code}".${didYouMean(nearest)}`;
  yield { path, part, message, ...(nearest !== undefined && { instead: nearest }) };
}
