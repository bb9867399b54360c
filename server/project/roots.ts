import type { RootConfig } from '../formats/config/schema.ts';

/** The platforms that a root has a path for. */
export const PLATFORMS = ['windows', 'linux', 'macos'] as const;

/** A platform as `roots` of a configuration names it. */
export type Platform = (typeof PLATFORMS)[number];

/** How people call the platforms. */
export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  windows: 'Windows',
  linux: 'Linux',
  macos: 'macOS',
};

/** The platform that Node calls so (`process.platform`): whatever is neither Windows nor macOS counts as Linux. */
export function platformOf(name: string): Platform {
  if (name === 'win32') return 'windows';
  return name === 'darwin' ? 'macos' : 'linux';
}

/** A path as the root that it is below, and the rest of it. */
export interface RootedPath {
  /** The name of the root. */
  readonly root: string;
  /** The notation that the path was written in; `map` where it begins with the root's path map. */
  readonly notation: Platform | 'map';
  /** What is left below the root, with `/` between folders and none at its beginning; empty for the root itself. */
  readonly rest: string;
}

/**
 * The roots of a project: one name for a folder, its path on each platform. Paths of Windows are compared without
 * regard to letter case and to which slash is used, with drive letters, shares (`\\server\share`) and the prefix `\\?\`;
 * those of macOS without regard to case. Where roots lie inside of each other the innermost one counts.
 */
export class Roots {
  /** The platform of this machine. */
  readonly here: Platform;
  readonly #roots: Readonly<Record<string, RootConfig>>;
  readonly #notations: readonly Notation[];

  constructor(roots: Readonly<Record<string, RootConfig>>, here: Platform) {
    this.here = here;
    this.#roots = roots;
    this.#notations = Object.entries(roots)
      .flatMap(([root, config]) => notationsOf(root, config))
      .sort((a, b) => b.folder.parts.length - a.folder.parts.length);
  }

  /** Whether there are any. */
  get areAny(): boolean {
    return Object.keys(this.#roots).length > 0;
  }

  /** The roots that a path of any platform, or one that begins with a path map of Fusion, is below: the innermost first. */
  all(path: string, preferred: Platform = this.here): readonly RootedPath[] {
    const map = /^(\w{2,}:)[/\\]*(.*)$/s.exec(path);
    if (map !== null) return this.#withMap(map[1] ?? '', map[2] ?? '');
    const split = splitPath(path);
    if (split === undefined) return [];
    const found = this.#notations.filter(({ folder, platform }) => isBelow(folder, split, platform !== 'linux'));
    // What is the same path on Linux and macOS is read as one of the platform that is asked for.
    const inOrder = found.sort(
      (a, b) =>
        b.folder.parts.length - a.folder.parts.length ||
        Number(b.platform === preferred) - Number(a.platform === preferred),
    );
    return inOrder.map(({ root, platform, folder }) => ({
      root,
      notation: platform,
      rest: split.parts.slice(folder.parts.length).join('/'),
    }));
  }

  /** The innermost root that a path is below. */
  under(path: string): RootedPath | undefined {
    return this.all(path)[0];
  }

  /** The path map that Fusion knows a root by, with its colon. */
  mapOf(root: string): string | undefined {
    return Object.hasOwn(this.#roots, root) ? this.#roots[root]?.map : undefined;
  }

  /** The path maps that Fusion knows roots by, each with the name of its root. */
  get maps(): readonly (readonly [map: string, root: string])[] {
    return Object.entries(this.#roots).flatMap(([root, { map }]) => (map === undefined ? [] : [[map, root] as const]));
  }

  /** The paths of a root on all platforms, this machine's first. */
  foldersOf(root: string): readonly string[] {
    const config = Object.hasOwn(this.#roots, root) ? this.#roots[root] : undefined;
    const inOrder = [this.here, ...PLATFORMS.filter((platform) => platform !== this.here)];
    return inOrder.flatMap((platform) => config?.[platform] ?? []);
  }

  /** Whether any root has a path on a platform: the project is worked on there. */
  isOn(platform: Platform): boolean {
    return Object.values(this.#roots).some((root) => root[platform] !== undefined);
  }

  /** The path on a platform of what is below a root; absent where the root has none there. */
  on(platform: Platform, { root, rest }: Pick<RootedPath, 'root' | 'rest'>): string | undefined {
    const folder = Object.hasOwn(this.#roots, root) ? this.#roots[root]?.[platform] : undefined;
    return folder === undefined ? undefined : joined(folder, rest, platform);
  }

  /** What is below a root with the path map that Fusion knows it by; absent where the root names none. */
  withMap({ root, rest }: Pick<RootedPath, 'root' | 'rest'>): string | undefined {
    const map = this.mapOf(root);
    return map === undefined ? undefined : `${map}${rest}`;
  }

  /**
   * A path of any platform, or one with a path map, as it is on a platform, without more this one; the same path where it
   * is one of that platform already, and absent where no root with a path there is above it.
   */
  translate(path: string, to: Platform = this.here): string | undefined {
    const found = this.all(path, to);
    if (found[0]?.notation === to) return path;
    for (const rooted of found) {
      const there = this.on(to, rooted);
      if (there !== undefined) return there;
    }
    return undefined;
  }

  #withMap(map: string, rest: string): readonly RootedPath[] {
    const parts = folders(rest);
    if (parts[0] === '..') return [];
    return Object.entries(this.#roots).flatMap(([root, config]) =>
      config.map?.toLowerCase() === map.toLowerCase() ? [{ root, notation: 'map', rest: parts.join('/') }] : [],
    );
  }
}

/** A root's path on one platform. */
interface Notation {
  readonly root: string;
  readonly platform: Platform;
  readonly folder: SplitPath;
}

/** An absolute path in its parts. */
interface SplitPath {
  /** `/`, a drive (`p:`) or a share (`//server/share`), in lower case. */
  readonly volume: string;
  readonly parts: readonly string[];
}

function notationsOf(root: string, config: RootConfig): Notation[] {
  return PLATFORMS.flatMap((platform) => {
    const path = config[platform];
    const folder = path === undefined ? undefined : splitPath(path);
    return folder === undefined ? [] : [{ root, platform, folder }];
  });
}

/** Takes an absolute path apart, `.` and `..` resolved; absent for a name that begins at no root. */
function splitPath(path: string): SplitPath | undefined {
  const slashed = path
    .replaceAll('\\', '/')
    .replace(/^\/\/[?.]\/UNC\//i, '//')
    .replace(/^\/\/[?.]\//, '');
  const [start, volume, rest = ''] =
    /^([A-Za-z]:)(.*)$/s.exec(slashed) ??
    /^(\/{2,}[^/]+\/+[^/]+)(.*)$/s.exec(slashed) ??
    /^(\/)(.*)$/s.exec(slashed) ??
    [];
  if (start === undefined || volume === undefined) return undefined;
  return {
    volume: volume.replace(/\/{2,}(?=.)/g, '/').toLowerCase(),
    parts: folders(rest).filter((part) => part !== '..'),
  };
}

/** The folders of a relative path; `..` is left only where it leads above its beginning. */
function folders(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}

function isBelow(folder: SplitPath, path: SplitPath, ignoresCase: boolean): boolean {
  if (folder.volume !== path.volume || folder.parts.length > path.parts.length) return false;
  return folder.parts.every((part, index) => {
    const other = path.parts[index] ?? '';
    return part === other || (ignoresCase && part.toLowerCase() === other.toLowerCase());
  });
}

/** A path below a folder, with the slashes of the folder: on Windows `\` unless it is written with `/`. */
function joined(folder: string, rest: string, platform: Platform): string {
  const slash = platform === 'windows' && !folder.includes('/') ? '\\' : '/';
  const start = /[/\\]$/.test(folder) ? folder : `${folder}${slash}`;
  if (rest === '') return /^[A-Za-z]:$/.test(folder) ? start : folder;
  return `${start}${rest.replaceAll('/', slash)}`;
}
