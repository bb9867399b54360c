import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { sidecarEntry } from '../../project/sidecar.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { SavedVersion } from '../../protocol/saves.ts';
import { hashOf, isStill, readWhole } from '../files/file-identity.ts';
import { listReservations, nextNumber, type Reservation, reserveNumber } from '../files/reserve-number.ts';
import { checkRoom } from '../files/room.ts';
import { olderThan } from '../files/sweep.ts';
import { updateSidecar } from '../files/update-sidecar.ts';
import { thisWriter } from '../files/writer.ts';
import { LARGEST_KEPT, type SaveContext, tellTrail } from './save-context.ts';
import { type VersionSeries, versionSeries } from './version-series.ts';

/** What becomes a version. */
export interface VersionWish {
  /** The comp that it is a version of. */
  readonly file: string;
  /** As names hold it; that of the newest version where absent. */
  readonly state?: string | undefined;
  readonly comment: string;
  /** What the version holds, where that is not what the file holds now. */
  readonly bytes?: Uint8Array;
}

/** The file may be written meanwhile, and names be taken by other programs: so often it is begun anew. */
const MOST_TRIES = 5;
/** A number that a process reserved and died with explains the gap for so long. Milliseconds. */
const RESERVED_FOR = 86_400_000;

/**
 * Copies a comp into `_versions` under the next number, whole from its first moment, and tells the sidecar there and the
 * audit trail. Errors: `not-found`, `comp-unreadable` where there is nothing in the file, `file-changed` where it is being
 * written all the while, `invalid-parameters` for a state that names do not hold, `version-taken`, `disk-full`,
 * `no-permission` and the others of `fileError`; none of them leaves a version.
 */
export async function saveVersion(context: SaveContext, wish: VersionWish): Promise<SavedVersion> {
  const file = path.resolve(wish.file);
  const series = await versionSeries(file);
  const { folder } = series.numbers;
  const state = wish.state ?? (await series.newestState());
  series.names.build({ number: 1, state });
  await sweep(context, series);
  for (let tries = 1; ; tries += 1) {
    try {
      const saved = await makeVersion(context, series, { ...wish, file, state });
      await record(context, { ...wish, file }, saved.version, saved.bytes);
      return saved.version;
    } catch (error) {
      if (!ComplineError.is(error, 'file-changed') || tries === MOST_TRIES) throw error;
      context.log.info({ err: error, folder }, 'A version is begun anew');
    }
  }
}

interface MadeVersion {
  readonly version: SavedVersion;
  readonly bytes: Uint8Array;
}

async function makeVersion(
  context: SaveContext,
  { names, numbers }: VersionSeries,
  { file, state, bytes }: VersionWish & { readonly state: string },
): Promise<MadeVersion> {
  const source = bytes === undefined ? await readSource(file) : { bytes, mode: undefined, identity: undefined };
  await checkRoom(numbers.folder, source.bytes.length);
  const { user, machine } = context.by;
  const owner = { file: path.basename(file), user, machine, writer: await thisWriter() };
  const reservation = await reserveNumber(context.files, numbers, owner);
  try {
    const { number } = reservation;
    const target = path.join(numbers.folder, names.build({ number, state }));
    await context.files.write(target, source.bytes, {
      ...(source.mode !== undefined && { mode: source.mode }),
      expected: 'missing',
      // What was written while it was read, or between two parts of one writing, is no version.
      check: async () => {
        if (source.identity !== undefined && !(await isStill(file, source.identity))) throw beingWritten(file);
      },
    });
    // One that stays is swept another day: the version stands.
    await context.files.remove(reservation.file).catch(() => undefined);
    return { version: { number, state, file: target }, bytes: source.bytes };
  } catch (error) {
    await letGo(context, { names, numbers }, reservation).catch((reason: unknown) =>
      context.log.warn({ err: reason, file: reservation.file }, 'The number of a version stays reserved'),
    );
    throw error;
  }
}

/** A number that did not come to be used is let go, unless a higher one is given out: then it explains the gap. */
async function letGo(
  context: SaveContext,
  { numbers }: Pick<VersionSeries, 'names' | 'numbers'>,
  { file, number }: Reservation,
): Promise<void> {
  if ((await nextNumber(numbers)) === number + 1) await context.files.remove(file);
}

async function readSource(file: string) {
  const read = await readWhole(file, LARGEST_KEPT);
  if (read === undefined) {
    throw new ComplineError({
      code: 'not-found',
      message: `${path.basename(file)} is not there.`,
      nextStep: 'Save the comp first.',
      path: file,
    });
  }
  if (read.bytes.length > 0) return read;
  throw new ComplineError({
    code: 'comp-unreadable',
    message: `${path.basename(file)} holds nothing: it is damaged, or just being written.`,
    nextStep: 'Save the comp again, then make the version.',
    path: file,
  });
}

/** The version stands, whatever happens here. */
async function record(
  context: SaveContext,
  { file, comment }: VersionWish,
  version: SavedVersion,
  bytes: Uint8Array,
): Promise<void> {
  const { number, state, file: target } = version;
  const name = path.basename(target);
  const entry = {
    comment,
    version: number,
    versionFilePath: target.replaceAll('\\', '/'),
    stateShortName: state === '' ? 'v' : state,
    date: Math.floor(context.now() / 1000),
  };
  const change = (entries: Readonly<Record<string, unknown>>) => ({
    ...entries,
    [name]: { ...sidecarEntry({ kind: 'read', entries }, name), ...entry },
  });
  await updateSidecar(context.files, path.dirname(target), change).catch((error: unknown) =>
    context.log.error({ err: error, version: target }, 'The sidecar was not told about a version'),
  );
  const told = { event: 'saved', id: randomUUID(), number, state, comment, sha256: hashOf(bytes) };
  await tellTrail(context, file, { ...told, versionFile: target });
}

/** Takes away what dead writers left, and numbers that were reserved long ago. */
async function sweep(context: SaveContext, { numbers }: VersionSeries): Promise<void> {
  await context.sweep.folder(numbers.folder);
  const reserved = (await listReservations(numbers)).map(({ file }) => file);
  for (const file of await olderThan(numbers.folder, reserved, RESERVED_FOR)) await context.files.remove(file);
}

function beingWritten(file: string): ComplineError {
  return new ComplineError({
    code: 'file-changed',
    message: `${path.basename(file)} is being written by another program.`,
    nextStep: 'Wait until it has been saved, and try again.',
    path: file,
  });
}
