import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** The protocol this build speaks, and the oldest it still serves. */
export const protocolVersion = 1;
export const oldestProtocolVersion = 1;

/**
 * The first three requests of a connection. They never change, so that any two builds can talk at least this far:
 * `hello` exchanges nonces and versions and proves to the client that the core knows the token; `prove` proves to the
 * core that the client does. The token itself never travels. Any other request before that is refused.
 * `retire` is for a proven client that finds no common protocol version: the core finishes its renders and ends.
 */
export const handshake = {
  hello: {
    method: 'core/hello',
    params: z.object({
      nonce: z.string().min(32),
      client: z.string(),
      version: z.string(),
      protocol: z.object({ oldest: z.int(), newest: z.int() }),
    }),
    result: z.object({
      nonce: z.string(),
      /** `proof(token, 'core', client nonce, core nonce)`. */
      proof: z.string(),
      version: z.string(),
      protocol: z.object({ oldest: z.int(), newest: z.int() }),
    }),
  },
  prove: {
    method: 'core/prove',
    /** `proof(token, 'client', core nonce, client nonce)`. */
    params: z.object({ proof: z.string() }),
    /** The protocol version both speak; absent where there is none. */
    result: z.object({ protocol: z.int().optional() }),
  },
  retire: { method: 'core/retire', params: z.object({}), result: z.object({}) },
} as const;

/** What shows that its maker knows the token: an HMAC over the part it plays and both nonces. */
export function proof(token: string, role: 'core' | 'client', theirNonce: string, ownNonce: string): string {
  return createHmac('sha256', token).update(`${role}\n${theirNonce}\n${ownNonce}`).digest('hex');
}

/** Compares two proofs in a time that tells nothing about where they differ. */
export function proofsMatch(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The newest version both ranges hold, or undefined. */
export function commonProtocol(
  a: { readonly oldest: number; readonly newest: number },
  b: { readonly oldest: number; readonly newest: number },
): number | undefined {
  const newest = Math.min(a.newest, b.newest);
  return newest >= Math.max(a.oldest, b.oldest) ? newest : undefined;
}
