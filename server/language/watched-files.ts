import type { DocumentPlaces } from './places.ts';

/**
 * What the client is asked to tell of: the files of all languages, the pictures and tables that they name, and published
 * versions.
 */
export const WATCHED_FILES: readonly string[] = [
  '**/*.{yaml,yml}',
  '**/*.{comp,setting}',
  '**/*.{sorastudio,csv,frames}',
  '**/*.{exr,dpx,png,jpg,jpeg,tif,tiff,tga,cin,sgi,jp2,iff,pic,bmp,psd,hdr,rgb}',
  '**/*.{mov,mp4,m4v,avi,mxf,mkv,webm}',
  // A version appears by one rename of its folder, of whose files nothing is told then.
  '**/_published/*',
];

/** Hears of changes of files on disk, and of those in open documents that others are judged by, and tells of them. */
export class WatchedFiles {
  readonly #places: Pick<DocumentPlaces, 'forget' | 'isConfiguration'> | undefined;
  readonly #listeners: ((uris: readonly string[]) => void)[] = [];

  /** What `places` have read of the disk is forgotten before any listener hears of a change. */
  constructor(places: Pick<DocumentPlaces, 'forget' | 'isConfiguration'> | undefined) {
    this.#places = places;
  }

  /** Calls `listener` with the addresses of files that were made, changed or deleted. */
  addListener(listener: (uris: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Files were made, changed or deleted. */
  changed(uris: readonly string[]): void {
    this.#places?.forget();
    this.#tell(uris);
  }

  /** An open document that others are judged by has another text, or is no longer open: for them its file has changed. */
  edited(uri: string): void {
    this.#tell([uri]);
  }

  /** True for the address of a `compline.yaml`, and of what belongs to one that was read. */
  isConfiguration(uri: string): boolean {
    return uri.endsWith('/compline.yaml') || this.#places?.isConfiguration(uri) === true;
  }

  #tell(uris: readonly string[]): void {
    for (const listener of this.#listeners) listener(uris);
  }
}
