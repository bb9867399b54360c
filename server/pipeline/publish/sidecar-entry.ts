import path from 'node:path';
import { versionFolderName } from '../../project/names/version-folder.ts';
import { readSidecar, SIDECAR_NAME, sidecarEntry } from '../../project/sidecar.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { PublishRecord } from './publish-record.ts';

/** What Ramses keeps about a published file, under the keys that it uses: times are seconds since 1970. */
function ramsesEntry({ publish, work }: PublishRecord): Readonly<Record<string, unknown>> {
  const version = publish.version ?? 0;
  return {
    comment: publish.comment,
    version,
    versionFilePath: path
      .join(work.container, versionFolderName(version, publish.state), work.comp)
      .replaceAll('\\', '/'),
    stateShortName: publish.state === '' ? 'v' : publish.state,
    date: Math.floor(publish.startedAt / 1000),
  };
}

/** The text of the sidecar in the folder of a version. */
export function sidecarOfVersion(record: PublishRecord): string {
  return `${JSON.stringify({ [record.work.comp]: ramsesEntry(record) }, null, 4)}\n`;
}

/**
 * Tells the sidecar of the step about a version; keys of other programs, and a newer version that it tells of, stay.
 * Doing it again changes nothing. Error: `internal` where the sidecar is damaged, since it must not be written over.
 */
export async function updateStepSidecar(files: FileOperations, record: PublishRecord): Promise<void> {
  const { stepFolder, comp } = record.work;
  const sidecar = await readSidecar(stepFolder);
  const file = path.join(stepFolder, SIDECAR_NAME);
  if (sidecar.kind === 'damaged') {
    throw new ComplineError({
      code: 'internal',
      message: `${SIDECAR_NAME} cannot be understood and is left as it is: ${sidecar.reason}`,
      nextStep: 'Mend or remove it.',
      path: file,
    });
  }
  const before = sidecarEntry(sidecar, comp);
  const known = before.version;
  const entry = ramsesEntry(record);
  if (typeof known === 'number' && known > (record.publish.version ?? 0)) return;
  const history = Array.isArray(before.history) ? before.history : [];
  const times = history.includes(entry.date) ? history : [...history, entry.date];
  const entries = sidecar.kind === 'read' ? sidecar.entries : {};
  const after = { ...entries, [comp]: { ...before, ...entry, history: times } };
  await files.write(file, `${JSON.stringify(after, null, 4)}\n`);
}
