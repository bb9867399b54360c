import { type FileOperations, fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import type { PublishQueue } from '../../../../server/pipeline/queue/queue.ts';

/** The process is as good as dead. */
export class Crash extends Error {}

/** File operations of a process that dies at one of them, before or after it was done; nothing works from then on. */
export interface CrashingFiles {
  readonly files: FileOperations;
  /** The operations that were begun. */
  readonly calls: string[];
  /** Resolves when the process has died. */
  readonly crashed: Promise<void>;
  /** The queue as this process sees it: out of reach once it has died. */
  seenFromHere(queue: PublishQueue): PublishQueue;
}

export function crashingFiles(crashAt: number, when: 'before' | 'after', die: () => void = () => {}): CrashingFiles {
  const calls: string[] = [];
  const { promise: crashed, resolve } = Promise.withResolvers<void>();
  const guarded =
    <Args extends unknown[], Result>(name: string, operation: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      calls.push(`${name} ${args.join(' ').slice(0, 300)}`);
      const number = calls.length;
      if (number > crashAt) throw new Crash('dead');
      if (number < crashAt) return await operation(...args);
      if (when === 'after') await operation(...args);
      die();
      resolve();
      throw new Crash('dies now');
    };
  const files: FileOperations = {
    makeFolder: guarded('makeFolder', fileOperations.makeFolder),
    write: guarded('write', fileOperations.write),
    createExclusive: guarded('createExclusive', fileOperations.createExclusive),
    move: guarded('move', fileOperations.move),
    remove: guarded('remove', fileOperations.remove),
    removeIfEmpty: guarded('removeIfEmpty', fileOperations.removeIfEmpty),
  };
  const dieWith = () => {
    if (calls.length >= crashAt) throw new Crash('dead');
  };
  const seenFromHere = (queue: PublishQueue): PublishQueue => ({
    ...deadMethods(queue, dieWith),
  });
  return { files, calls, crashed, seenFromHere };
}

function deadMethods(queue: PublishQueue, dieWith: () => void): PublishQueue {
  const through = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    dieWith();
    const result = await work();
    dieWith();
    return result;
  };
  return {
    submit: (id, spec) => through(() => queue.submit(id, spec)),
    cancel: (id) => through(() => queue.cancel(id)),
    isHeldBack: (id) => through(() => queue.isHeldBack(id)),
    ended: (id) => through(() => queue.ended(id)),
  };
}
