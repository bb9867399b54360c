/** What a hint is about; each can be switched off. */
export type HintTopic = 'frames' | 'paths' | 'choices' | 'keyFrames';

/** A few words shown in the text that are not part of it. */
export interface InlayHint {
  /** The offset that the words follow. */
  readonly at: number;
  readonly topic: HintTopic;
  readonly label: string;
  readonly tooltip: string;
}
