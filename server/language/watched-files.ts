/**
 * What the client is asked to tell of: configurations, render specs, comps, tables of shots, the pictures that
 * Loaders and shots read, and published versions.
 */
export const WATCHED_FILES: readonly string[] = [
  '**/*.{yaml,yml}',
  '**/*.{comp,setting}',
  '**/*.csv',
  '**/*.{exr,dpx,png,jpg,jpeg,tif,tiff,tga,cin,sgi,jp2,iff,pic,bmp,psd,hdr,rgb,webp,gif}',
  '**/*.{mov,mp4,m4v,avi,mxf,mkv,webm}',
  // A version appears by one rename of its folder, of whose files nothing is told then.
  '**/_published/*',
];

/** True for the address of a `compline.yaml`. */
export function isConfiguration(uri: string): boolean {
  return uri.endsWith('/compline.yaml');
}

/** Hears of changes of files on disk and tells of them. */
export class WatchedFiles {
  readonly #forget: () => void;
  readonly #listeners: ((uris: readonly string[]) => void)[] = [];

  /** `forget` is called before any listener, for what was read of the disk. */
  constructor(forget: () => void) {
    this.#forget = forget;
  }

  /** Calls `listener` with the addresses of files that were made, changed or deleted. */
  addListener(listener: (uris: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Files were made, changed or deleted. */
  changed(uris: readonly string[]): void {
    this.#forget();
    for (const listener of this.#listeners) listener(uris);
  }
}
