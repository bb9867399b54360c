import type { FrameState } from '../model/frame-state.ts';
import type { FromPage, LogWish } from '../page-messages.ts';

/** What a page remembers when it is hidden or the window is loaded anew. */
export interface PageState {
  /** The job; the extension asks for it after a reload. */
  readonly job: string;
  /** The states whose frames are not shown. */
  readonly hidden: readonly FrameState[];
  readonly log: LogWish;
  readonly follow: boolean;
}

/** The extension, as the page reaches it. */
export interface Host {
  postMessage(message: FromPage): void;
  getState(): Partial<PageState> | undefined;
  setState(state: PageState): void;
}
