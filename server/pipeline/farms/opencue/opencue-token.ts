import { createHmac } from 'node:crypto';

/** Seconds that a token is good for: longer than a request may take, and for clocks that differ. */
const LIFE = 300;

/**
 * The token for the gateway. A credential that is one already is taken as it is; any other is the gateway's `JWT_SECRET`,
 * with which one is made for each request. `now` in milliseconds.
 */
export function openCueToken(secret: string, now: number): string {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(secret)) return secret;
  const seconds = Math.floor(now / 1_000);
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'compline', exp: seconds + LIFE })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
