/** The extension as a page sees it. */
export interface Host<Message, State> {
  postMessage(message: Message): void;
  getState(): State | undefined;
  /** Kept while the window reloads: what the page is restored from. */
  setState(state: State): void;
}

declare function acquireVsCodeApi(): unknown;

/** The extension behind this page. A page may ask for it once. */
export function acquireHost<Message, State>(): Host<Message, State> {
  return acquireVsCodeApi() as Host<Message, State>;
}

/** Calls `listener` with each message of the extension. */
export function onMessage<Message>(listener: (message: Message) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<Message>) => listener(data));
}
