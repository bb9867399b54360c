import type { TextRange } from '../../formats/text/range.ts';

/** One field or element of a constructor. */
export interface SignatureParameter {
  /** Where it stands in the label of its signature. */
  readonly range: TextRange;
  readonly documentation: string;
}

/** What a constructor may hold. */
export interface Signature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** The number of the parameter the cursor is at; absent where it is at none of them. */
  readonly active: number | undefined;
  /** True where the parts are told by their place, and not by keys of which the completion is the better list. */
  readonly isByPlace: boolean;
}
