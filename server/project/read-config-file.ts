import { decodeText } from '../formats/text/decode.ts';
import { whyUnreadable } from './read-regular-file.ts';
import { type ConfigFile, LARGEST_CONFIG } from './read-stack.ts';

/** Reads a configuration that another one builds on. Never throws. */
export async function readConfigFile(file: string, read: (file: string) => Promise<Uint8Array>): Promise<ConfigFile> {
  try {
    return configFileOf(await read(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'unreadable', why: whyUnreadable(error) };
  }
}

/** What the bytes of a configuration are. */
function configFileOf(bytes: Uint8Array): ConfigFile {
  if (bytes.length > LARGEST_CONFIG) return { kind: 'unreadable', why: 'it is larger than 1 MB' };
  const { text, encoding } = decodeText(bytes);
  if (encoding === 'utf-8') return { kind: 'text', text };
  return { kind: 'unreadable', why: encoding === 'binary' ? 'it is no text' : 'it is UTF-16; save it as UTF-8' };
}
