import type { HintTopic } from './answers/inlay-hints.ts';

/** The client's section with the settings of the extension. */
export const EDITOR_SECTION = 'compline';

/** The settings below `EDITOR_SECTION` that are read here. */
export const EDITOR_SETTINGS: readonly string[] = [
  'compline.inlayHints',
  'compline.codeLens',
  'compline.workspaceDiagnostics',
];

const HINT_TOPICS: readonly HintTopic[] = ['frames', 'paths', 'choices', 'keyFrames'];

/** What the user wants to see. */
export interface Shown {
  readonly hints: ReadonlySet<HintTopic>;
  readonly codeLens: boolean;
  /** What is wrong with files that are not open. */
  readonly workspaceDiagnostics: boolean;
}

/** Everything in a document is shown that is not switched off with `false`; other files only where `true` asks for it. */
function readShown(section: unknown): Shown {
  const hints = valueAt(section, 'inlayHints');
  return {
    hints: new Set(hints === false ? [] : HINT_TOPICS.filter((topic) => valueAt(hints, topic) !== false)),
    codeLens: valueAt(section, 'codeLens') !== false,
    workspaceDiagnostics: valueAt(section, 'workspaceDiagnostics') === true,
  };
}

function valueAt(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined;
}

/** What the user wants to see, as the client's settings say it. */
export class EditorSettings {
  readonly #fetch: (() => Promise<unknown>) | undefined;
  readonly #log: (line: string) => void;
  readonly #listeners: (() => void)[] = [];
  #sent: unknown;
  #shown: Promise<Shown> | undefined;

  /** `fetch` asks the client for `EDITOR_SECTION`; absent where it cannot be asked. `initial` holds until then. */
  constructor(initial: unknown, fetch: (() => Promise<unknown>) | undefined, log: (line: string) => void) {
    this.#sent = initial;
    this.#fetch = fetch;
    this.#log = log;
  }

  /** What is to be shown now. */
  shown(): Promise<Shown> {
    this.#shown ??= this.#ask();
    return this.#shown;
  }

  /** Settings have changed. `sent` are all of the client's where it sends them along. */
  changed(sent: unknown): void {
    this.#sent = valueAt(sent, EDITOR_SECTION) ?? this.#sent;
    this.#shown = undefined;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after every later change of the settings. */
  addListener(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async #ask(): Promise<Shown> {
    try {
      return readShown(this.#fetch === undefined ? this.#sent : await this.#fetch());
    } catch (error) {
      this.#shown = undefined;
      this.#log(`The settings of hints and lenses are not known: ${String(error)}`);
      return readShown(this.#sent);
    }
  }
}
