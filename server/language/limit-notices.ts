import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { DocumentStore } from './document-store.ts';

/** The most of each kind that one answer holds. Editors grow slow with more, and show no more. */
export const LIMITS = {
  symbols: 10_000,
  'folding ranges': 5_000,
  links: 10_000,
  colours: 10_000,
  'code lenses': 2_000,
  'inlay hints': 2_000,
  connections: 5_000,
  diagnostics: 1_000,
} as const;

/** Something of which an answer holds only so many. */
export type Limited = keyof typeof LIMITS;

/** How long, in milliseconds, others are waited for after the first answer that was cut, to be told of together. */
const WAIT = 2_000;

/**
 * Tells the user that answers were cut at their limits: of each document once for each kind, and in one message what
 * comes up at one time.
 */
export class LimitNotices {
  readonly #show: (message: string) => void;
  readonly #wait: number;
  /** By document: what the user was told of, or is to be. */
  readonly #told = new Map<string, Set<Limited>>();
  #waiting = new Map<string, string[]>();

  /** `show` shows a message to the user; `wait` is in milliseconds. */
  constructor(show: (message: string) => void, wait = WAIT) {
    this.#show = show;
    this.#wait = wait;
  }

  /** Tells of every document again once it was closed and opened. */
  follow(documents: DocumentStore): void {
    documents.addListener({
      closed: (uri) => {
        this.#told.delete(uri);
        this.#waiting.delete(uri);
      },
    });
  }

  /** An answer about a document was cut: it holds only `count`, by default what its kind is limited to. */
  add(uri: string, kind: Limited, count: number = LIMITS[kind]): void {
    const told = this.#told.get(uri) ?? new Set();
    if (told.has(kind)) return;
    this.#told.set(uri, told.add(kind));
    if (this.#waiting.size === 0) setTimeout(() => this.#tell(), this.#wait);
    this.#waiting.set(uri, [...(this.#waiting.get(uri) ?? []), `${grouped(count)} ${kind}`]);
  }

  #tell(): void {
    const documents = [...this.#waiting].map(([uri, parts]) => `${listed(parts)} of ${nameOf(uri)}`);
    this.#waiting = new Map();
    if (documents.length === 0) return;
    this.#show(`For performance reasons, Compline shows only ${listed(documents)}.`);
  }
}

/** Notices that the client shows to its user; `log` takes what goes wrong with that. */
export function noticesFor(
  connection: Connection,
  documents: DocumentStore,
  log: (line: string) => void,
): LimitNotices {
  const notices = new LimitNotices((message) => {
    connection
      .sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message })
      .catch((error: unknown) => log(`A notice could not be shown: ${String(error)}`));
  });
  notices.follow(documents);
  return notices;
}

/** `10 000`, with a blank that does not break. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');
}

/** `a, b and c`. */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** The name of a file out of its address. */
function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
