/** A word that begins with a minus and is no option: `-5--1`. */
const FRAMES = /^-(?:[^-a-z]|-[^a-z])/i;

/** Options that the next word belongs to, whatever it looks like. */
const VALUED: ReadonlySet<string | undefined> = new Set(['--dialect', '--to', '--size', '--order']);

/**
 * The words of a call of `compline frames` with frame ranges that begin with a minus at its end, after `--`, where they
 * are not taken for options. All other calls stay as they are.
 */
export function framesLast(argv: readonly string[]): readonly string[] {
  if (argv[0] !== 'frames' || argv.includes('--')) return argv;
  const isFrames = (word: string, at: number) => FRAMES.test(word) && !VALUED.has(argv[at - 1]);
  const frames = argv.filter(isFrames);
  return frames.length === 0 ? argv : [...argv.filter((word, at) => !isFrames(word, at)), '--', ...frames];
}
