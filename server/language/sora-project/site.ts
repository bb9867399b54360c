import type { CheckedProject } from '../../checks/sora/checked-project.ts';
import type { AskPlace } from '../language-support.ts';

/** What questions about a project are answered from. */
export interface SoraSite extends CheckedProject {
  readonly askPlace: AskPlace;
}
