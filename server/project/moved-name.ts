import path from 'node:path';
import { resolveMedia } from './media-path.ts';
import { sequenceNumber } from './sequence.ts';

/** A file or folder that gets another path; both absolute. */
export interface FileMove {
  readonly from: string;
  readonly to: string;
}

/** A comp whose names of files are looked at: where it lies before and after the moves, and its own path maps. */
export interface MovedComp {
  readonly folderBefore: string;
  readonly folderAfter: string;
  readonly maps: ReadonlyMap<string, string>;
}

/**
 * How a comp has to name a file after `moves` so that it means the same file, in the style in which `name` is written:
 * with its path map where the file is still below it, absolute or relative, with its slashes. Absent where the name can
 * stay, and where nobody but Fusion knows what it means.
 */
export function movedName(name: string, comp: MovedComp, moves: FileMoves): string | undefined {
  const before = resolved(name, comp.folderBefore, comp.maps);
  if (before === undefined || name.trim() === '') return undefined;
  const after = moves.pathOf(before) ?? before;
  if (after === before && comp.folderAfter === comp.folderBefore) return undefined;
  const staysRight = isSame(resolved(name, comp.folderAfter, mapsAfter(comp, moves)), after);
  return staysRight ? undefined : withStyle(name, after, comp, moves);
}

/** What becomes of paths when files and folders are moved together. */
export class FileMoves {
  readonly #moves: readonly FileMove[];
  /** Folder and printf form of sequences of which more than one file is moved, and those they get. */
  readonly #sequences = new Map<string, { readonly to: string; readonly count: number }>();

  constructor(moves: readonly FileMove[]) {
    this.#moves = moves;
    for (const { from, to } of moves) {
      const sequence = sequenceOf(from);
      const target = sequenceOf(to);
      if (sequence === undefined || target === undefined) continue;
      const known = this.#sequences.get(comparable(sequence));
      this.#sequences.set(comparable(sequence), { to: target, count: (known?.count ?? 0) + 1 });
    }
  }

  /** The new path of a file or folder; absent where it stays. */
  pathOf(file: string): string | undefined {
    for (const { from, to } of this.#moves) {
      if (isSame(file, from)) return to;
      const rest = below(from, file);
      if (rest !== undefined) return path.join(to, rest);
    }
    return this.#ofSequence(file);
  }

  /** A comp names a sequence by one frame, which need not be among the files: it follows where the others go. */
  #ofSequence(file: string): string | undefined {
    const sequence = sequenceOf(file);
    const moved = sequence === undefined ? undefined : this.#sequences.get(comparable(sequence));
    const digits = /(\d+)(?:\.[^.]*)?$/.exec(path.basename(file))?.[1];
    if (moved === undefined || moved.count < 2 || digits === undefined) return undefined;
    return moved.to.replaceAll(/%0\d+d|%%/g, (part) => (part === '%%' ? '%' : digits));
  }
}

function sequenceOf(file: string): string | undefined {
  const printf = sequenceNumber(path.basename(file))?.printf;
  return printf === undefined ? undefined : path.join(path.dirname(file).replaceAll('%', '%%'), printf);
}

function resolved(name: string, folder: string, maps: ReadonlyMap<string, string>): string | undefined {
  const media = resolveMedia(name, folder, maps);
  return media.kind === 'path' ? media.path : undefined;
}

/** What the comp's own maps stand for once they have followed the moves themselves. */
function mapsAfter(comp: MovedComp, moves: FileMoves): ReadonlyMap<string, string> {
  return new Map(
    [...comp.maps].map(([map, target]) => {
      const before = target.includes(';') ? undefined : resolved(target, comp.folderBefore, comp.maps);
      return [map, before === undefined ? target : `${moves.pathOf(before) ?? before}${path.sep}`];
    }),
  );
}

function withStyle(name: string, after: string, comp: MovedComp, moves: FileMoves): string {
  const [, map = '', slash = ''] = /^(\w{2,}:)?([/\\]*)/.exec(name) ?? [];
  const separator = /[/\\]/.exec(name)?.[0] ?? path.sep;
  const styled = (plain: string): string =>
    `${plain.split(path.sep).join(separator)}${/.[/\\]$/.exec(name) ? separator : ''}`;
  const folder = comp.folderAfter;
  if (map.toLowerCase() === 'comp:') return `${map}${slash}${styled(path.relative(folder, after))}`;
  if (map !== '') {
    const base = resolved(map, folder, mapsAfter(comp, moves));
    const rest = base === undefined ? undefined : below(base, after);
    return rest === undefined ? styled(after) : `${map}${slash}${styled(rest)}`;
  }
  if (path.isAbsolute(name)) return styled(after);
  const relative = styled(path.relative(folder, after));
  return /^\.[/\\]/.test(name) && !relative.startsWith('.') ? `.${separator}${relative}` : relative;
}

/** What is left of a path below a folder; absent where it is not below it. */
function below(folder: string, file: string): string | undefined {
  const relative = path.relative(folder, file);
  const isBelow =
    relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  return isBelow ? relative : undefined;
}

function isSame(a: string | undefined, b: string): boolean {
  return a !== undefined && comparable(a) === comparable(b);
}

/** Windows takes paths for the same that differ in letter case. */
function comparable(file: string): string {
  const trimmed = file.length > 1 ? file.replace(/[/\\]$/, '') : file;
  return path.sep === '\\' ? trimmed.toLowerCase() : trimmed;
}
