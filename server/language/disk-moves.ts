import path from 'node:path';
import { FileMoves, movedName } from '../project/moved-name.ts';
import { diskPath } from './disk-path.ts';
import type { FollowChanges } from './workspace/workspace-files.ts';

/** How files on this machine's disks have to name others after some of them got another address. */
export const followMoves: FollowChanges = (changes) => {
  const moves = new FileMoves(
    changes.flatMap(({ oldUri, newUri }) => {
      const from = diskPath(oldUri);
      const to = diskPath(newUri);
      return from === undefined || to === undefined ? [] : [{ from, to }];
    }),
  );
  return (uri, maps) => {
    const file = diskPath(uri);
    if (file === undefined) return () => undefined;
    const folderAfter = path.dirname(moves.pathOf(file) ?? file);
    return (name) => movedName(name, { folderBefore: path.dirname(file), folderAfter, maps }, moves);
  };
};
