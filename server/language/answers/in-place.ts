import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import type { IsCancelled } from '../../checks/document-check.ts';
import type { CompPlace } from '../../project/comp-place.ts';

/**
 * What one version of a document says that its project and the disk have to bear out. It is good for as long as the
 * disk takes to answer, also when the document has changed meanwhile.
 */
export interface InPlace {
  /** Everything that is wrong, in no order; what was found so far once `isCancelled` is true. */
  findings(place: CompPlace, overrides: SeverityOverrides, isCancelled: IsCancelled): Promise<readonly Finding[]>;
}
