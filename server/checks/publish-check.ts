import type { Comp, Tool } from '../formats/comp/model.ts';
import type { Config } from '../formats/config/schema.ts';
import type { CompPlace } from '../project/comp-place.ts';
import type { OutputFiles, Span } from '../project/sequence.ts';
import type { DefaultSeverity, Observation } from './check.ts';
import type { RenderedUpstream } from './publish/rendered-upstream.ts';

/** What a publish is going to do. */
export interface PublishIntent {
  readonly kind: 'publish' | 'preview';
  readonly saver: Tool;
  /** Frames of the comp. */
  readonly frames: Span;
  /** The files that are written for them. */
  readonly files: OutputFiles;
  /** `_published` or `_preview` of the step; absolute, and it need not exist. */
  readonly container: string;
  /** The folder of the step, in which frames are staged; absolute. */
  readonly stepFolder: string;
  /** The folders of the export folder that get the frames; absolute, and they need not exist. None for a step. */
  readonly deliveredTo?: readonly string[] | undefined;
  /** The state of the version; empty for none. */
  readonly state: string;
  readonly comment: string;
}

/** What was published before, by its manifest. */
export interface EarlierVersion {
  /** Absent for a preview, which has none. */
  readonly number?: number;
  readonly state: string;
  readonly saver: string;
  /** Of the comp that it was rendered from, in hexadecimal. */
  readonly compSha256: string;
  readonly frames: Span;
  /** How many files it has, and their bytes together. */
  readonly files: number;
  readonly bytes: number;
}

/**
 * What checks of a publish ask of the disk, besides what a `CompPlace` tells. All paths are absolute; a disk that does not
 * answer in good time, or says nothing, is `undefined`.
 */
export interface PublishDisk {
  /** Why nothing can be written to a folder, or to the nearest one above that is there: `it is read-only`. */
  whyNotWritable(folder: string): Promise<string | undefined>;
  /** The bytes that may still be written to a folder. */
  freeBytes(folder: string): Promise<number | undefined>;
  /** The SHA-256 of a file, in hexadecimal. */
  sha256(file: string): Promise<string | undefined>;
  /** What is wrong with a file of pictures by its first and last bytes, as a sentence: `It is empty.` */
  fileFault(file: string): Promise<string | undefined>;
  /** Frames per second, as a movie says them. */
  movieRate(file: string): Promise<number | undefined>;
  /** Who else holds the lock of a file, in words; also one that was not renewed for a while. */
  lockedBy(file: string): Promise<string | undefined>;
  /** The numbers of versions that others are publishing into a `_published` folder at this moment. */
  reservedIn(container: string): Promise<readonly number[]>;
}

/** A comp that is about to be published, with what its Saver is rendered from; nothing where a scene is rendered in its place. */
export interface PublishSubject extends RenderedUpstream {
  readonly comp: Comp;
  readonly place: CompPlace;
  readonly config: Config;
  /** The bytes of the comp that is published, and their SHA-256 in hexadecimal. */
  readonly compBytes: number;
  readonly compSha256: string;
  readonly intent: PublishIntent;
  readonly disk: PublishDisk;
  /**
   * The newest versions in the container that have a manifest, the newest first; of previews the one that is there. Read
   * once for all checks.
   */
  earlier(): Promise<readonly EarlierVersion[]>;
}

/**
 * A rule about what a publish is going to do: one file under `checks/publish`, one line in the registry. It runs in a
 * publish and its plan alone. A disk that does not answer is no finding.
 */
export interface PublishCheck {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** Codes of other checks whose findings in the same place say less than this one's and are left out. */
  readonly replaces?: readonly string[];
  /** Finds every violation; ranges are those of the comp's text. */
  run(subject: PublishSubject): AsyncIterable<Observation> | Iterable<Observation>;
}
