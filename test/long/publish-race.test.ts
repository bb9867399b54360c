import { test } from 'vitest';
import { fuzzRuns } from '../fuzz.ts';
import { raceCores } from '../protocol/core/racing-publishes.ts';

/** With `COMPLINE_FUZZ` a thousand rounds, else some. */
const ROUNDS = fuzzRuns(1) > 1 ? 1_000 : 20;

test(`two cores publish one comp at once, ${ROUNDS} times`, { timeout: 3_600_000 }, () => raceCores(ROUNDS));
