import { errorsAnswer, type SlurmFault } from './rest-answers.ts';

/** What a number of Slurm's says of what was asked. */
export type FaultKind = 'refused' | 'credential' | 'gone' | 'unknown';

/** There is no such job, or it has ended. */
const GONE = new Set([2017, 2021, 2084]);
/** Refusals that are none for long: it could not be written down, the controller is a spare one, starts, or is busy. */
const LATER = new Set([2007, 2019, 2020, 2026, 2027, 2037, 2090, 2103, 2125, 2131]);
/** It is not believed who asks. 6002, an agent that is not there, is none of these. */
const UNBELIEVED = new Set([1007, 6000, 6001, 6006, 6007, 6008]);

/**
 * What the numbers of `slurm_errno.h` mean: from 2000 on the controller says no, from 9000 on the REST daemon does; of
 * all others it is not known what happened.
 */
export function faultKind({ number }: SlurmFault): FaultKind {
  if (number === undefined || LATER.has(number)) return 'unknown';
  if (GONE.has(number)) return 'gone';
  if (UNBELIEVED.has(number)) return 'credential';
  const isNo = (number >= 2_000 && number < 3_000) || (number >= 9_000 && number < 10_000);
  return isNo ? 'refused' : 'unknown';
}

/** The errors in the text of an answer; none where it is no answer of Slurm's. */
export function faultsIn(text: string): readonly SlurmFault[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const read = errorsAnswer.safeParse(value);
  return read.success ? read.data.errors : [];
}
