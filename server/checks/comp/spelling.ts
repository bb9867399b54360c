import { editDistance } from '../../formats/comp/nearest-name.ts';

/** Names that were looked up are remembered up to this number. */
const MOST_REMEMBERED = 2000;

/** Finds what somebody meant by a name that is not in a list. What it found is remembered: the same slip is often made again. */
export class Spelling {
  readonly #candidates: () => Iterable<string>;
  readonly #mostSlips: number;
  readonly #found = new Map<string, string | undefined>();

  /**
   * `candidates` are asked for when a name is first looked up; they never change. `mostSlips` is lower than that of any
   * name where the list is far from holding all the names there are.
   */
  constructor(candidates: () => Iterable<string>, mostSlips = Number.POSITIVE_INFINITY) {
    this.#candidates = candidates;
    this.#mostSlips = mostSlips;
  }

  /** The one candidate that differs in letter case only, or by a slip of the keyboard. */
  meant(name: string): string | undefined {
    if (this.#found.has(name)) return this.#found.get(name);
    const meant = closest(name, this.#candidates(), Math.min(slipsIn(name), this.#mostSlips));
    if (this.#found.size >= MOST_REMEMBERED) this.#found.clear();
    this.#found.set(name, meant);
    return meant;
  }
}

function closest(name: string, candidates: Iterable<string>, limit: number): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit || isOfSameFamily(name, candidate)) continue;
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0.5 : editDistance(name, candidate);
    if (distance > limit || distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** How many wrong letters still are a slip: two in long names, one in short ones, only letter case in the shortest. */
function slipsIn(name: string): number {
  if (name.length >= 8) return 2;
  return name.length >= 4 ? 1 : 0.5;
}

/**
 * True for names that differ on purpose: `Input` and `Input2`, `YSize` and `XSize`, `MinScale` and `MaxScale`, `Merge`
 * and `sMerge`.
 */
function isOfSameFamily(one: string, other: string): boolean {
  return family(one) === family(other);
}

function family(name: string): string {
  return name
    .replace(/\d+|^[a-z](?=[A-Z])/g, '')
    .replace(/[XYZUVW](?![a-z])|(?<![A-Z])[XYZUVW](?=[A-Z])/g, '')
    .replace(/M(?:in|ax)/g, 'M');
}
