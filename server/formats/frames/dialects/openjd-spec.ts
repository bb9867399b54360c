import { frameRun } from '../frame-run.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, STEP_ZERO } from '../part-frames.ts';
import { OPENJD_RULES } from './openjd.ts';

/**
 * Range expressions as the text of Open Job Description's template schemas has them (§3.4.1.1.1). It differs from the
 * Python model where a step leads away from the end of its range: that leaves the first frame alone, and is no error.
 */
export const openJdSpecDialect = partDialect({
  ...OPENJD_RULES,
  name: 'openjd-spec',
  title: 'OpenJD (specification)',
  frames: ({ first, last, by = 1 }) => {
    if (by === 0) return STEP_ZERO;
    return (last - first) * by < 0
      ? { groups: [[frameRun(first)]] }
      : { ...everyNth(first, last, by), writtenEnd: last };
  },
});
