/** A word that begins with a minus and is no option: `-5--1`. */
const FRAMES = /^-(?:[^-a-z]|-[^a-z])/i;

/**
 * The words of a call of `compline frames` with frame ranges that begin with a minus at its end, after `--`, where they
 * are not taken for options. All other calls stay as they are.
 */
export function framesLast(argv: readonly string[]): readonly string[] {
  if (argv[0] !== 'frames' || argv.includes('--')) return argv;
  const frames = argv.filter((word) => FRAMES.test(word));
  return frames.length === 0 ? argv : [...argv.filter((word) => !FRAMES.test(word)), '--', ...frames];
}
