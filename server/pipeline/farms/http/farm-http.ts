import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type * as z from 'zod';
import { isThisMachine } from '../../../formats/config/farm-settings.ts';
import { systemCode } from '../../files/file-error.ts';
import { asSentence, oneLine } from '../words/one-line.ts';
import { farmCredential, farmRefused, farmUnreachable } from './farm-error.ts';

/** A request as it is about to be sent. */
export interface FarmRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path and the query below the farm's address; begins with `/`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request with its body as bytes, for whoever signs it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  /** The headers of the request itself: what its body is, and those that it names. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface FarmAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** How a farm is talked to. */
export interface FarmHttpOptions {
  /** The farm's name, for what is said of faults. */
  readonly farm: string;
  /** `https://host:port/path`, `http://…` or `unix:/path/of/a/socket`. */
  readonly url: string;
  /** A file with the certificate of its authority; absolute. */
  readonly certificate?: string | undefined;
  readonly verify?: boolean | undefined;
  /** Whether a credential may go to an http:// address of another machine. */
  readonly unencrypted?: boolean | undefined;
  /** The headers that let Compline in; asked with every request, and never kept. Undefined where there is no credential. */
  readonly authorize?: (request: SignedRequest) => Readonly<Record<string, string>> | undefined;
  /** Milliseconds that a request may take, from when it is its turn to the end of the answer. */
  readonly patience?: number;
  /** Bytes that are read of an answer; a longer one is none. */
  readonly mostBytes?: number;
  /** What the farm's own words for a refusal are, of the body of an answer; undefined where there are none. */
  readonly saidIn?: (text: string) => string | undefined;
}

const PATIENCE = 30_000;
const TOO_LATE = 'too late';
/** Answers about ten thousand jobs take tens of megabytes. */
const MOST_BYTES = 256 * 2 ** 20;
/** A shorter word of a header is no credential, but one of its kind. */
const LEAST_SECRET = 8;

/**
 * Talks HTTP with a farm: certificates are verified, redirects are not followed, and a proxy is taken from the
 * environment (`HTTPS_PROXY`, `NO_PROXY`) where this Node can do that. Errors are those of `FarmDriver`; none holds a
 * word of a credential.
 */
export class FarmHttp {
  readonly #options: FarmHttpOptions;
  readonly #agent: http.Agent;

  constructor(options: FarmHttpOptions) {
    this.#options = options;
    const proxy = { proxyEnv: process.env };
    const { certificate, verify = true, url } = options;
    // Node's list of authorities is replaced by what is set here, so that a studio's own farm needs no public one.
    const authority = certificate === undefined ? {} : { ca: readFileSync(certificate) };
    this.#agent = url.startsWith('https:')
      ? new https.Agent({ keepAlive: true, maxSockets: 4, ...proxy, ...authority, rejectUnauthorized: verify })
      : new http.Agent({ keepAlive: true, maxSockets: 4, ...(!url.startsWith('unix:') && !isHere(url) && proxy) });
  }

  /** Asks, and reads the answer as JSON of a schema. */
  async json<Schema extends z.ZodType>(
    request: FarmRequest,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    const { text } = await this.ask(request, signal);
    return this.parse(text, schema);
  }

  /** Reads an answer as JSON of a schema. */
  parse<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
    const { farm } = this.#options;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw farmUnreachable(farm, `it answered with something that is no JSON (${oneLine(text)}).`);
    }
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const where = issue?.path.join('.') ?? '';
    throw farmUnreachable(
      farm,
      `its answer is not as documented: ${where === '' ? '' : `${where}: `}${issue?.message ?? ''}.`,
    );
  }

  /** Asks, and answers what came with a status of success (2xx). */
  async ask(request: FarmRequest, signal: AbortSignal): Promise<FarmAnswer> {
    return this.judge(await this.send(request, signal));
  }

  /** An answer that came with a status of success (2xx); otherwise the error that it is. */
  judge(answer: FarmAnswer): FarmAnswer {
    const { farm, saidIn } = this.#options;
    const { status, text, headers } = answer;
    if (status >= 200 && status < 300) return answer;
    const told = saidIn?.(text);
    const said = told !== undefined ? oneLine(told) : /^\s*[<{[]/.test(text) ? undefined : oneLine(text);
    const what = `${status}${said === undefined || said === '' ? '' : `, ${said}`}`;
    if (status === 401 || status === 403) throw farmCredential(farm, `it answered ${what}.`);
    if (status === 429 || status === 503)
      throw farmUnreachable(farm, `it is busy (${what}).`, secondsOf(headers['retry-after']));
    if (status >= 500 || status === 408) throw farmUnreachable(farm, `it answered ${what}.`);
    if (status >= 300 && status < 400)
      throw farmUnreachable(farm, `it sends on to another address (${status}): set that one.`);
    throw farmRefused(farm, asSentence(said ?? `it answered ${status}`));
  }

  /** Asks, and answers whatever came. Error `farm-unreachable` where nothing did. */
  async send({ method, path, body, headers = {} }: FarmRequest, signal: AbortSignal): Promise<FarmAnswer> {
    const { farm, url, patience = PATIENCE, mostBytes = MOST_BYTES } = this.#options;
    const socket = url.startsWith('unix:') ? url.slice('unix:'.length) : undefined;
    const base = socket === undefined ? url.replace(/\/+$/, '') : 'http://localhost';
    const target = new URL(`${base}${path}`);
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const own = { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
    const authorized = this.#authorized({ method, url: target, body: bytes.toString('utf8'), headers: own });
    const options: https.RequestOptions = {
      method,
      agent: this.#agent,
      signal,
      ...(socket !== undefined && { socketPath: socket }),
      headers: {
        accept: 'application/json',
        'user-agent': 'Compline',
        ...((body !== undefined || method !== 'GET') && { 'content-length': bytes.length }),
        ...own,
        ...authorized,
      },
    };
    const transport = target.protocol === 'https:' ? https : http;
    let timer: NodeJS.Timeout | undefined;
    return await new Promise<FarmAnswer>((resolve, reject) => {
      const sent = transport.request(target, options, (response) => {
        const pieces: Buffer[] = [];
        let read = 0;
        response.on('data', (piece: Buffer) => {
          read += piece.length;
          if (read <= mostBytes) pieces.push(piece);
          else response.destroy(new Error('longer than it may be'));
        });
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0 } = response;
          const text = Buffer.concat(pieces).toString('utf8');
          const isData = status >= 200 && status < 300 && /^\s*[[{]/.test(text);
          resolve({ status, headers: response.headers, text: isData ? text : withoutSecrets(text, authorized) });
        });
        response.on('close', () => {
          if (!response.complete) reject(new Error('the answer broke off'));
        });
      });
      sent.on('error', reject);
      // Before it has a connection it waits for others of Compline's own questions.
      sent.on('socket', () => {
        timer = setTimeout(() => sent.destroy(new Error(TOO_LATE)), patience);
      });
      sent.end(bytes);
    })
      .catch((error: unknown) => {
        if (signal.aborted) throw signal.reason instanceof Error ? signal.reason : error;
        throw farmUnreachable(farm, whyNot(error), undefined, error);
      })
      .finally(() => clearTimeout(timer));
  }

  /** Closes what is open. */
  dispose(): void {
    this.#agent.destroy();
  }

  #authorized(request: SignedRequest): Readonly<Record<string, string>> {
    const { farm, url, unencrypted = false, authorize } = this.#options;
    const headers = authorize?.(request);
    if (headers === undefined) return {};
    if (url.startsWith('http:') && !isHere(url) && !unencrypted) {
      throw farmCredential(
        farm,
        'its address is not encrypted, so the credential is not sent. Use https://, or set unencrypted: true where nobody else can listen.',
      );
    }
    return headers;
  }
}

function isHere(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isThisMachine(parsed);
}

/** `Retry-After` in seconds, also where it is a date. */
function secondsOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}

/** What people may be told of an answer, without the credential that was sent: some servers say what they were asked with. */
function withoutSecrets(text: string, sent: Readonly<Record<string, string>>): string {
  const secrets = Object.entries(sent)
    .filter(([name]) => /authorization|token/i.test(name))
    .flatMap(([, value]) => value.split(/\s+/).filter((it) => it.length >= LEAST_SECRET));
  return secrets.reduce((told, secret) => told.replaceAll(secret, '…'), text);
}

/** Why there was no answer. The message of an error can hold an address with what is in it; its code does not. */
function whyNot(error: unknown): string {
  const code = systemCode(error);
  if (error instanceof Error && error.message === TOO_LATE) return 'it did not answer in time.';
  if (code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)) {
    return `its certificate is not trusted (${code}): name that of its authority with certificate.`;
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'it cut the connection.';
  if (code === undefined && error instanceof Error && /broke off|longer/.test(error.message))
    return `${error.message}.`;
  return `it was not reached (${code ?? 'unknown'}).`;
}
