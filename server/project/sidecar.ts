import path from 'node:path';
import { readRegularFile } from './read-regular-file.ts';

/** The file in a folder in which Ramses keeps what it knows about the files there, by their names. */
export const SIDECAR_NAME = '_ramses_data.json';

/** What the sidecar says about one file. Other programs keep keys of their own in it, so that all of them stay. */
export type SidecarEntry = Readonly<Record<string, unknown>>;

/** The sidecar of a folder: missing, read, or there but damaged or not to be read, which must never be written over. */
export type Sidecar =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly entries: Readonly<Record<string, unknown>> }
  /** It holds something else. */
  | { readonly kind: 'damaged'; readonly reason: string }
  /** The system does not let it be read. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the sidecar of a folder. */
export async function readSidecar(folder: string): Promise<Sidecar> {
  let text: string;
  try {
    text = (await readRegularFile(path.join(folder, SIDECAR_NAME))).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isRecord(value)) return { kind: 'read', entries: value };
    return { kind: 'damaged', reason: 'It holds no object.' };
  } catch (error) {
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What a sidecar says about a file; an empty entry where it says nothing. */
export function sidecarEntry(sidecar: Sidecar, file: string): SidecarEntry {
  const entry = sidecar.kind === 'read' ? sidecar.entries[file] : undefined;
  return isRecord(entry) ? entry : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
