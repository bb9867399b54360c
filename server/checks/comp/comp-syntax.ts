import type { CompCheck } from '../check.ts';

/** Text that Fusion could not read. */
export const compSyntax: CompCheck = {
  code: 'comp-syntax',
  title: 'The text is no table that Fusion can read.',
  defaultSeverity: 'error',
  *run(comp) {
    for (const { message, range, repair } of comp.errors) {
      yield repair === undefined ? { message, range } : { message, range, fixes: [repair] };
    }
  },
};
