import path from 'node:path';
import { versionFolderName } from '../../project/names/version-folder.ts';
import { sidecarEntry } from '../../project/sidecar.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { updateSidecar } from '../files/update-sidecar.ts';
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
 * Doing it again changes nothing. Errors: those of `updateSidecar`.
 */
export async function updateStepSidecar(files: FileOperations, record: PublishRecord): Promise<void> {
  const { stepFolder, comp } = record.work;
  await updateSidecar(files, stepFolder, (entries) => {
    const before = sidecarEntry({ kind: 'read', entries }, comp);
    const known = before.version;
    if (typeof known === 'number' && known > (record.publish.version ?? 0)) return undefined;
    const entry = ramsesEntry(record);
    const history = Array.isArray(before.history) ? before.history : [];
    const times = history.includes(entry.date) ? history : [...history, entry.date];
    return { ...entries, [comp]: { ...before, ...entry, history: times } };
  });
}
