import type { ConfigRule } from './config-fault.ts';

/** What a configuration builds on is there and can be read. */
export const extendsRule: ConfigRule = {
  code: 'config-extends',
  run: (stack) => stack.extendsFaults,
};
