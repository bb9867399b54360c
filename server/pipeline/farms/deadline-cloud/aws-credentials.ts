import aws4 from 'aws4';
import type { DriverParts } from '../driver/farm-driver.ts';
import { farmCredential } from '../http/farm-error.ts';
import type { SignedRequest } from '../http/farm-http.ts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials as a secret: `ACCESS_KEY_ID:SECRET_ACCESS_KEY`, or that and `:SESSION_TOKEN`. Undefined for other text. */
export function readCredentials(secret: string): AwsCredentials | undefined {
  const [accessKeyId = '', secretAccessKey = '', sessionToken, ...others] = secret.trim().split(':');
  if (!/^[A-Z0-9]{16,128}$/.test(accessKeyId) || !/^[A-Za-z0-9/+=]{16,}$/.test(secretAccessKey)) return undefined;
  if (others.length > 0 || sessionToken === '') return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

/** The credentials of a farm: its secret, or the variables that AWS's own programs use. Error `farm-credential`. */
export function credentialsOf({ settings: { name }, secret, environment = {} }: DriverParts): AwsCredentials {
  const text = secret();
  if (text !== undefined && text.trim() !== '') {
    const read = readCredentials(text);
    if (read !== undefined) return read;
    throw farmCredential(
      name,
      'its credential is not ACCESS_KEY_ID:SECRET_ACCESS_KEY, with :SESSION_TOKEN or without.',
    );
  }
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: token } = environment;
  if (id !== undefined && id !== '' && key !== undefined && key !== '') {
    return {
      accessKeyId: id,
      secretAccessKey: key,
      ...(token !== undefined && token !== '' && { sessionToken: token }),
    };
  }
  throw farmCredential(name, 'there are no AWS credentials: set them, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
}

/** What a request is signed for. */
export interface AwsScope {
  readonly region: string;
  readonly service: 'deadline' | 'logs';
}

/** The headers that sign a request with Signature Version 4. `now`: milliseconds since 1970. */
export function signedHeaders(
  { method, url, body, headers }: SignedRequest,
  { region, service }: AwsScope,
  credentials: AwsCredentials,
  now: number,
): Readonly<Record<string, string>> {
  const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const signed = aws4.sign(
    {
      method,
      host: url.host,
      path: `${url.pathname}${url.search}`,
      service,
      region,
      ...(body !== '' && { body }),
      headers: { ...headers, Host: url.host, 'X-Amz-Date': date },
    },
    {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      ...(credentials.sessionToken !== undefined && { sessionToken: credentials.sessionToken }),
    },
  );
  // The others are sent anyway.
  const wanted = Object.entries(signed.headers ?? {}).filter(([name]) =>
    /^(?:authorization|x-amz-date|x-amz-security-token)$/i.test(name),
  );
  return Object.fromEntries(wanted.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
