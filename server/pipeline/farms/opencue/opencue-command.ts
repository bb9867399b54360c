import type { CallTemplate, TemplatePart } from '../driver/farm-driver.ts';
import { posixWord } from '../words/posix-word.ts';
import { windowsWord } from '../words/windows-word.ts';

/** What cuebot puts the first and the last frame of a chunk for; the last one is the first and the size less one. */
const FIRST = '#FRAME_START#';
const LAST = '#FRAME_END#';

/** What is run, and what is said of how it ends. */
export interface OpenCueCall {
  readonly template: CallTemplate;
  readonly successCodes: readonly number[];
  /**
   * Where cuebot's own last frame is not that of the chunk, as with steps: frames from the first to the last of a whole
   * chunk, and the last frame of all.
   */
  readonly span?: { readonly frames: number; readonly last: number };
}

/**
 * The command of a layer, for machines with a POSIX shell. It is one simple command, since RQD puts `nice` and `taskset`
 * before it; the shell that it names goes to the folder and does what else there is to do.
 */
export function posixCommand({ template: { program, args, cwd }, successCodes, span }: OpenCueCall): string {
  const ends = endsWell(successCodes);
  if (span === undefined) {
    const words = args.map((parts) => joined(parts, word, { first: FIRST, last: LAST }));
    const script = `cd "$1" && shift && ${ends === undefined ? 'exec "$@"' : `{ "$@"; ${ends}; }`}`;
    return ['/bin/sh', '-c', word(script), 'sh', word(cwd), word(program), ...words].join(' ');
  }
  const words = args.map((parts) => joined(parts, posixWord, { first: '"$2"', last: '"$l"' }));
  const call = [posixWord(program), ...words].join(' ');
  const script = `cd "$1" && l=$(($2+${span.frames})) && { [ "$l" -le ${span.last} ] || l=${span.last}; } && ${
    ends === undefined ? `exec ${call}` : `{ ${call}; ${ends}; }`
  }`;
  return ['/bin/sh', '-c', word(script), 'sh', word(cwd), FIRST].join(' ');
}

/** The command of a layer, for Windows machines: its folder cannot be chosen there. */
export const windowsCommand = ({ program, args }: CallTemplate): string =>
  [program, ...args]
    .map((parts) => (typeof parts === 'string' ? [parts] : parts))
    .map((parts) => windowsWord(joined(parts, (text) => text, { first: FIRST, last: LAST })))
    .join(' ');

/** What a Windows batch file, which RQD makes of a command, gives a meaning even in quotes or cannot hold. */
export const WINDOWS_REFUSED = /[%^&<>|!"\p{Cc}]|#[A-Z_]+#/u;

/**
 * A word in which cuebot finds none of its tokens: each `#` is followed by an end and a beginning of quotes, which the
 * shell takes away.
 */
const word = (text: string): string => posixWord(text).replaceAll('#', "#''");

const joined = (
  parts: readonly TemplatePart[],
  quote: (text: string) => string,
  frames: { readonly first: string; readonly last: string },
): string =>
  parts.length === 0 ? quote('') : parts.map((it) => (typeof it === 'string' ? quote(it) : frames[it.frame])).join('');

/** The end of a script where other exit codes than 0 alone mean success; undefined where it needs none. */
function endsWell(codes: readonly number[]): string | undefined {
  if (codes.length === 1 && codes[0] === 0) return undefined;
  const others = codes.filter((code) => code !== 0);
  const well = others.length === 0 ? '' : `${others.join('|')}) c=0;; `;
  const zero = codes.includes(0) ? '' : '0) c=1;; ';
  return `c=$?; case $c in ${zero}${well}esac; exit $c`;
}
