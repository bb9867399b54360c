/** How the time of a search grows with the length of the line. */
export interface PatternCost {
  /** A part that repeats itself is repeated: a line can take longer than anybody waits. */
  readonly isExponential: boolean;
  /** The power of the length that the steps grow with: 1 for a search that looks at each character a few times. */
  readonly degree: number;
}

/** What is known of a part of an expression while it is read. */
interface Part {
  /** Repetitions without end in it that can share characters with what is beside them. */
  wide: number;
  /** Repetitions without end of any kind. */
  loops: number;
  hasChoice: boolean;
}

const ATOM =
  /\\(?:[dDwWsSbB]|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|k<\w+>|[pP]\{[^}]*\}|.)|\[\^?(?:\\.|[^\]\\])*\]|\((?:\?(?:<[=!]|[=!:]|<\w+>))?|\)|\||./sy;
const QUANTIFIER = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;

/** Bounded repetitions of more than this count as repetitions without end. */
const MANY = 100;

/**
 * Judges a regular expression that compiles by its form, on the safe side. `degree` counts the repetitions of what
 * matches almost anything (`.*`, `\S+`, `[^x]*`), and one more where the search may begin anywhere.
 */
export function patternCost(source: string): PatternCost {
  const groups: Part[] = [{ wide: 0, loops: 0, hasChoice: false }];
  let isExponential = false;
  // A search that may begin anywhere looks at what it begins with as if it came after a repetition.
  let afterLoop = !source.startsWith('^');
  for (let at = 0; at < source.length; ) {
    ATOM.lastIndex = at;
    const atom = ATOM.exec(source)?.[0] ?? source.slice(at, at + 1);
    at += atom.length;
    const here = groups.at(-1) ?? { wide: 0, loops: 0, hasChoice: false };
    if (atom.startsWith('(')) {
      groups.push({ wide: 0, loops: 0, hasChoice: false });
      continue;
    }
    if (atom === '|') {
      here.hasChoice = true;
      continue;
    }
    const closed = atom === ')' && groups.length > 1 ? groups.pop() : undefined;
    const around = groups.at(-1) ?? here;
    QUANTIFIER.lastIndex = at;
    const quantifier = QUANTIFIER.exec(source)?.[0] ?? '';
    at += quantifier.length;
    const repeats = isEndless(quantifier);
    if (closed !== undefined) {
      isExponential ||= repeats && (closed.loops > 0 || closed.hasChoice);
      around.wide += closed.wide + (repeats ? 1 : 0);
      around.loops += closed.loops + (repeats ? 1 : 0);
      afterLoop ||= repeats;
      continue;
    }
    if (repeats) {
      around.loops += 1;
      if (isWide(atom) || afterLoop) around.wide += 1;
    }
    afterLoop = repeats;
  }
  const [whole] = groups;
  const begins = source.startsWith('^') && whole?.hasChoice !== true ? 0 : 1;
  return { isExponential, degree: Math.max(1, (whole?.wide ?? 0) + begins) };
}

function isEndless(quantifier: string): boolean {
  if (quantifier.startsWith('*') || quantifier.startsWith('+')) return true;
  const numbers = /^\{(?<least>\d+)(?<comma>,)?(?<most>\d*)\}/.exec(quantifier)?.groups;
  if (numbers === undefined) return false;
  const { comma, most } = numbers;
  if (comma !== undefined && most === '') return true;
  return Number(most === '' ? numbers.least : most) > MANY;
}

function isWide(atom: string): boolean {
  return atom === '.' || /^\\[DWSP]/.test(atom) || atom.startsWith('[^') || atom === '\\w' || /\\[DWS]/.test(atom);
}
