import type { Severity, SeverityOverrides } from '../checks/check.ts';

/** The client's section with the severities: an object from diagnostic code to severity or `off`. */
export const CHECKS_SECTION = 'compline.checks';

const SEVERITIES: ReadonlySet<unknown> = new Set<Severity | 'off'>(['error', 'warning', 'information', 'hint', 'off']);

function isSeverity(value: unknown): value is Severity | 'off' {
  return SEVERITIES.has(value);
}

/** What can be used of a value a client sent as severities; the rest of it is left out. */
export function readSeverities(value: unknown): SeverityOverrides {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries = Object.entries(value).flatMap(([code, severity]): [string, Severity | 'off'][] =>
    isSeverity(severity) ? [[code, severity]] : [],
  );
  return Object.fromEntries(entries);
}

/** Asks the client for the value of `CHECKS_SECTION` that holds for a document. */
export type FetchSeverities = (uri: string) => Promise<unknown>;

/** What a document's project says of checks. */
export interface ProjectRules {
  readonly severities: SeverityOverrides;
  /** The codes that are silenced for this document, whatever anybody else says. */
  readonly silenced: readonly string[];
}

/** Reads what a document's project says of checks. */
export type ReadProjectRules = (uri: string) => Promise<ProjectRules>;

/** Where severities come from; each holds where the ones below it say nothing. */
export interface SeveritySources {
  /** What the client said when it started the server. */
  readonly base: SeverityOverrides;
  /** Absent where no files can be read. */
  readonly project: ReadProjectRules | undefined;
  /** Absent where the client cannot be asked. */
  readonly fetch: FetchSeverities | undefined;
}

/**
 * The severities that hold for each document: by what its project silences, by the client's settings, by the project, by
 * `base`.
 */
export class CheckSettings {
  readonly #sources: SeveritySources;
  readonly #log: (line: string) => void;
  readonly #interned = new Map<string, SeverityOverrides>();
  readonly #byUri = new Map<string, Promise<SeverityOverrides>>();
  readonly #listeners: (() => void)[] = [];
  #sent: SeverityOverrides = {};

  constructor(sources: SeveritySources, log: (line: string) => void) {
    this.#sources = sources;
    this.#log = log;
  }

  /** The severities for a document. Equal severities are the same object. */
  forDocument(uri: string): Promise<SeverityOverrides> {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const severities = this.#ask(uri);
    this.#byUri.set(uri, severities);
    return severities;
  }

  /** Calls `listener` after every later change of the settings. */
  addListener(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Forgets a document that is no longer open. */
  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** Settings have changed. `sent` is the section's new value where the client sends it along. */
  changed(sent: unknown): void {
    this.#sent = readSeverities(sent);
    this.readAgain();
  }

  /** What the severities were read from has changed. */
  readAgain(): void {
    this.#byUri.clear();
    for (const listener of this.#listeners) listener();
  }

  async #ask(uri: string): Promise<SeverityOverrides> {
    const { base, project, fetch } = this.#sources;
    try {
      const asked = fetch === undefined ? this.#sent : readSeverities(await fetch(uri));
      const { severities, silenced = [] } = (await project?.(uri)) ?? {};
      const off = Object.fromEntries(silenced.map((code) => [code, 'off'] as const));
      return this.#intern({ ...base, ...severities, ...asked, ...off });
    } catch (error) {
      this.#byUri.delete(uri);
      this.#log(`The severities of checks are not known: ${error instanceof Error ? error.message : String(error)}`);
      return this.#intern(base);
    }
  }

  #intern(severities: SeverityOverrides): SeverityOverrides {
    const key = JSON.stringify(Object.entries(severities).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = this.#interned.get(key) ?? severities;
    this.#interned.set(key, known);
    return known;
  }
}
