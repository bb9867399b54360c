import http from 'node:http';
import https from 'node:https';
import { systemCode } from '../files/file-error.ts';

/** What became of an attempt to send a message. */
export type Posted =
  | { readonly kind: 'sent' }
  /** It may go another time. */
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfter?: string }
  /** It will never go as it is. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends a message. Never fails; no answer holds a word of the address but its host. */
export type Post = (
  url: string,
  message: { readonly id: string; readonly body: string },
  signal: AbortSignal,
) => Promise<Posted>;

/** What an attempt may take, from its beginning to the end of the answer. Milliseconds. */
const PATIENCE = 30_000;
const MOST_REDIRECTS = 3;
/** So much of an answer is read. Bytes. */
const MOST_READ = 4_096;

/** Whether messages may go to an address: only encrypted, but to this machine itself. */
export function isAllowed(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isHere);
}

/**
 * Posts JSON by HTTP. Certificates are verified, a proxy is taken from the environment (`HTTPS_PROXY`, `NO_PROXY`) where
 * this Node can do that, and redirects are followed to the same host alone. `patience`: milliseconds.
 */
export const createPost =
  (patience = PATIENCE): Post =>
  async (url, message, signal) => {
    let address = url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (!isAllowed(address)) return { kind: 'refused', reason: 'The address does not begin with https://.' };
      const answer = await request(address, message, AbortSignal.any([signal, AbortSignal.timeout(patience)])).catch(
        (error: unknown) => whyNotReached(error, signal),
      );
      if ('kind' in answer) return answer;
      if (answer.status < 300 || answer.status >= 400) return judged(answer);
      const next = URL.parse(answer.location ?? '', address);
      // Others would make another request of it: a message would get lost.
      const isKept = answer.status === 307 || answer.status === 308;
      if (next === null || !isKept || next.origin !== new URL(address).origin) {
        const reason = `The server sends messages on to another address (${answer.status}): set the one that they are to go to.`;
        return { kind: 'refused', reason };
      }
      address = next.href;
    }
    return { kind: 'later', reason: 'The server sends the message from one address to the next.' };
  };

interface Answer {
  readonly status: number;
  readonly location?: string | undefined;
  readonly retryAfter?: string | undefined;
  readonly text: string;
}

function request(
  url: string,
  { id, body }: { readonly id: string; readonly body: string },
  signal: AbortSignal,
): Promise<Answer> {
  const isEncrypted = url.startsWith('https:');
  // What is not encrypted goes to this machine itself, where no proxy leads.
  const agent = isEncrypted ? new https.Agent({ proxyEnv: process.env }) : new http.Agent();
  const bytes = Buffer.from(body);
  const options = {
    method: 'POST',
    agent,
    signal,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes.length,
      'user-agent': 'Compline',
      'idempotency-key': id,
    },
    ...(isEncrypted && { rejectUnauthorized: true }),
  };
  return new Promise<Answer>((resolve, reject) => {
    const sent = (isEncrypted ? https : http).request(url, options, (response) => {
      const pieces: Buffer[] = [];
      let read = 0;
      response.on('data', (piece: Buffer) => {
        if (read < MOST_READ) pieces.push(piece);
        read += piece.length;
        // What is left of an endless answer is nobody's concern.
        if (read > MOST_READ * 16) response.destroy();
      });
      response.on('error', () => undefined);
      response.on('close', () => {
        const { location, 'retry-after': retryAfter } = response.headers;
        const text = Buffer.concat(pieces).subarray(0, MOST_READ).toString('utf8');
        // An answer whose end was cut off has told its status all the same.
        resolve({ status: response.statusCode ?? 0, location, retryAfter, text });
      });
    });
    sent.on('error', reject);
    sent.end(bytes);
  }).finally(() => agent.destroy());
}

/** Some of the 4xx heal by themselves: a timeout (408), a conflict (409), too early (425), too many (429). */
const HEALING = [408, 409, 425, 429];

function judged({ status, retryAfter, text }: Answer): Posted {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const reason = `The server answered ${status}${saidIn(text)}.`;
  if (status >= 500 || HEALING.includes(status)) {
    return { kind: 'later', reason, ...(retryAfter !== undefined && { retryAfter }) };
  }
  return { kind: 'refused', reason };
}

/** The word that Slack answers with (`invalid_payload`); longer answers may repeat the address. */
function saidIn(text: string): string {
  const word = text.trim();
  return /^[a-z][a-z_]{2,40}$/.test(word) ? ` (${word})` : '';
}

function whyNotReached(error: unknown, ended: AbortSignal): Posted {
  if (ended.aborted) return { kind: 'later', reason: 'Compline ended while it was being sent.' };
  const code = systemCode(error);
  if (
    error instanceof Error &&
    (error.name === 'AbortError' || error.name === 'TimeoutError' || code === 'ABORT_ERR')
  ) {
    return { kind: 'later', reason: 'The server did not answer in time.' };
  }
  // The message of an error can hold the address; its code does not.
  return { kind: 'later', reason: `The server was not reached (${code ?? 'unknown'}).` };
}
