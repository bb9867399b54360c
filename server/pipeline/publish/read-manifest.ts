import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_NAME, type Manifest, manifestSchema } from './manifest.ts';

/** The manifest in a folder; undefined where there is none, or it is not one of Compline's. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  return await readManifestFile(path.join(folder, MANIFEST_NAME));
}

/** A manifest by its path; undefined where there is none, or it is not one of Compline's. */
export async function readManifestFile(file: string): Promise<Manifest | undefined> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
