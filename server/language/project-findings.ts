import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Finding, SeverityOverrides } from '../checks/check.ts';
import { joinFindings } from '../checks/join-findings.ts';
import type { OpenDocument } from './open-document.ts';
import { gather, restingUntil } from './pausing.ts';
import type { FindPlace } from './places.ts';
import { throwIfCancelled } from './request-guard.ts';
import type { WatchedFiles } from './watched-files.ts';

/** How long, in milliseconds, an answer about a version holds. Then the disk is asked again. */
const LIFE = 3_000;

/** How long, in milliseconds, a request waits for the disk. */
const PATIENCE = 1_000;

const NOTHING: readonly Finding[] = [];

/** What `ProjectFindings` works with. */
export interface ProjectFindingsHost {
  readonly placeOf: FindPlace;
  readonly files: Pick<WatchedFiles, 'addListener'>;
  readonly log: (line: string) => void;
  /** A clock in milliseconds that never goes back; the process's own where it is absent. */
  readonly now?: () => number;
  /** How long a request waits, in milliseconds. */
  readonly patience?: number;
}

/** What was asked about one version of a document. */
interface Asked {
  readonly version: number;
  readonly overrides: SeverityOverrides;
  readonly findings: Promise<readonly Finding[]>;
  hasEnded: boolean;
  /** Of the clock; endless until the findings are there. */
  goodUntil: number;
  /** Somebody could not wait for it. */
  isAwaited: boolean;
}

/** What is wrong with open documents by their projects and by the files on disk. */
export class ProjectFindings {
  readonly #host: ProjectFindingsHost;
  readonly #now: () => number;
  readonly #listeners: (() => void)[] = [];
  #asked = new WeakMap<OpenDocument, Asked>();
  /** What was found in each document last. */
  readonly #last = new WeakMap<OpenDocument, readonly Finding[]>();
  /** Findings of a text with those of its place. */
  readonly #joined = new WeakMap<readonly Finding[], { readonly others: unknown; readonly all: readonly Finding[] }>();

  constructor(host: ProjectFindingsHost) {
    this.#host = host;
    this.#now = host.now ?? (() => performance.now());
    host.files.addListener(() => {
      this.#asked = new WeakMap();
    });
  }

  /** Calls `listener` when something was found that a request could not wait for. */
  addListener(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * What is wrong with the present version, besides what its text alone says; nothing where the disk does not answer in
   * time. The same array comes back while it says the same. Throws `RequestCancelled` and `ContentModified` as `gather`
   * does.
   */
  async findings(
    document: OpenDocument,
    overrides: SeverityOverrides,
    token: CancellationToken,
  ): Promise<readonly Finding[]> {
    const { version } = document;
    const known = this.#asked.get(document);
    const isGood = known?.version === version && known.overrides === overrides && this.#now() < known.goodUntil;
    const asked = known !== undefined && isGood ? known : await this.#ask(document, overrides, token);
    if (asked === undefined) return NOTHING;
    const findings = await this.#inTime(asked);
    throwIfCancelled(token);
    if (document.version !== version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
    return findings;
  }

  /** The findings of the text and those of the place; the same array comes back for the same ones. */
  async with(
    ofText: readonly Finding[],
    document: OpenDocument,
    overrides: SeverityOverrides,
    token: CancellationToken,
  ): Promise<readonly Finding[]> {
    const others = await this.findings(document, overrides, token);
    if (others.length === 0) return ofText;
    const known = this.#joined.get(ofText);
    if (known?.others === others) return known.all;
    const all = joinFindings(ofText, others);
    this.#joined.set(ofText, { others, all });
    return all;
  }

  async #ask(
    document: OpenDocument,
    overrides: SeverityOverrides,
    token: CancellationToken,
  ): Promise<Asked | undefined> {
    await document.ready();
    const { version } = document;
    const [inPlace] = (await gather(document.model?.inPlace?.() ?? [], document, token)).results;
    if (inPlace === undefined) return undefined;
    const find = async (): Promise<readonly Finding[]> => {
      const place = await this.#host.placeOf(document.uri);
      return place === undefined
        ? NOTHING
        : inPlace.findings(
            place,
            overrides,
            restingUntil(() => document.version !== version),
          );
    };
    const findings = find()
      .catch((error: unknown) => {
        this.#host.log(`The project of ${document.uri} could not be asked: ${String(error)}`);
        return NOTHING;
      })
      .then((found) => this.#ended(document, asked, found));
    const asked: Asked = {
      version,
      overrides,
      findings,
      hasEnded: false,
      goodUntil: Number.POSITIVE_INFINITY,
      isAwaited: false,
    };
    this.#asked.set(document, asked);
    return asked;
  }

  #ended(document: OpenDocument, asked: Asked, found: readonly Finding[]): readonly Finding[] {
    asked.hasEnded = true;
    asked.goodUntil = this.#now() + LIFE;
    const last = this.#last.get(document) ?? NOTHING;
    const findings = JSON.stringify(found) === JSON.stringify(last) ? last : found;
    this.#last.set(document, findings);
    if (asked.isAwaited && this.#asked.get(document) === asked) for (const listener of this.#listeners) listener();
    return findings;
  }

  async #inTime(asked: Asked): Promise<readonly Finding[]> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#host.patience ?? PATIENCE);
    });
    await Promise.race([asked.findings, patience]);
    clearTimeout(timer);
    if (asked.hasEnded) return await asked.findings;
    asked.isAwaited = true;
    return NOTHING;
  }
}
