import type { CompPlace, MediaOnDisk } from '../project/comp-place.ts';
import type { DefaultSeverity, Observation } from './check.ts';
import type { ClipFacts } from './project/media-facts.ts';
import type { LoaderInPlace, ProjectFacts } from './project-facts.ts';

/** A clip of a Loader, and what is on disk under its name. */
export interface ClipOnDisk {
  readonly loader: LoaderInPlace;
  readonly clip: ClipFacts;
  readonly media: MediaOnDisk;
}

/** A comp where it lies. */
export interface CompInPlace {
  readonly facts: ProjectFacts;
  readonly place: CompPlace;
  /** The clips whose files can be looked for from here, in document order; read from disk once for all checks. */
  clips(): Promise<readonly ClipOnDisk[]>;
}

/**
 * A rule that the project or the disk decides: one file under `checks/project`, one line in the registry. A disk that
 * does not answer, and a name that stands for no path here, are no findings.
 */
export interface ProjectCheck {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** Finds every violation. */
  run(comp: CompInPlace): AsyncIterable<Observation> | Iterable<Observation>;
}
