import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_NAME } from './manifest.ts';
import type { PublishContext } from './publish-context.ts';
import type { PublishRecord } from './publish-record.ts';
import { updateStepSidecar } from './sidecar-entry.ts';

/** So much of what a version was made of is on record, so that a line stays readable; the manifest has all of it. */
const MOST_USED = 1_000;

/**
 * Tells the audit trail and the step's sidecar of what was committed. Doing it again changes nothing. Errors: those of
 * the file system; the version stands all the same.
 */
export async function recordPublish(context: PublishContext, record: PublishRecord): Promise<void> {
  const { publish, work } = record;
  const target = publish.target ?? '';
  const event = {
    event: publish.kind,
    id: publish.id,
    comp: relative(publish.project, publish.comp),
    compSha256: work.compSha256,
    step: work.step,
    saver: publish.saver,
    renderer: work.renderer,
    frames: publish.frames,
    ...(publish.version !== undefined && { number: publish.version }),
    state: publish.state,
    ...(publish.bytes !== undefined && { bytes: publish.bytes }),
    ...(publish.renderTime !== undefined && { renderTime: publish.renderTime }),
    comment: publish.comment,
    ...(work.uses !== undefined && { uses: work.uses.slice(0, MOST_USED) }),
    target: relative(publish.project, target),
    ...(publish.delivered !== undefined && { delivered: relative(publish.project, publish.delivered) }),
    manifestSha256: await hashOf(path.join(target, MANIFEST_NAME)),
  };
  await context.audit.append(publish.project, event, new Date().toISOString());
  if (publish.kind === 'publish') await updateStepSidecar(context.files, record);
}

function relative(root: string, file: string): string {
  return path.relative(root, file).replaceAll('\\', '/');
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return undefined;
  }
}
