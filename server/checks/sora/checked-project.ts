import type { SoraProject } from '../../formats/sora/project.ts';
import type { SheetReader } from './sheet-reader.ts';

/** What checks of projects take from where they run: formats and checks have no clock and make nothing up. */
export interface SoraHost {
  /** The day, `yyyy-mm-dd`: it decides whether a model is still offered. */
  today(): string;
  /** A new UUID; absent where none can be made. */
  newId(): string | undefined;
}

/** A project as it is checked. */
export interface CheckedProject {
  readonly project: SoraProject;
  readonly host: SoraHost;
  readonly sheets: SheetReader;
}
