import type { OutputName } from '../../formats/render-spec/pick-saver.ts';
import type { TextEdit } from '../../formats/text/range.ts';

/** A Saver to choose among those of a text. */
export interface SaverChoice {
  readonly name: string;
  /** Where its name stands: it tells two of one name apart. */
  readonly offset: number;
  /** The output that it stands for by its name; absent for a Saver of another name. */
  readonly output?: OutputName;
  /** It is the one that is meant where nobody is asked. */
  readonly isMeant: boolean;
}

/** What is asked of a Saver. */
export interface SpecQuestion {
  /** The `offset` of the chosen Saver. */
  readonly offset: number;
  readonly output: OutputName;
  /** The render spec that the output goes into; absent where a new one is to be written. */
  readonly into?: string;
}

/** What a Saver writes as a render spec: a whole text, or edits of the one that it goes into; or why not. */
export type SpecAnswer =
  | { readonly text: string; readonly notices: readonly string[] }
  | { readonly edits: readonly TextEdit[]; readonly notices: readonly string[] }
  | { readonly reason: string };
