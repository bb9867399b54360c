import path from 'node:path';
import { FileMoves, movedName } from '../project/moved-name.ts';
import { movedUnderRoot } from '../project/moved-under-root.ts';
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
  /** The folder of a file before and after. */
  const folders = (file: string) => ({
    folderBefore: path.dirname(file),
    folderAfter: path.dirname(moves.pathOf(file) ?? file),
  });
  return ({ uri, maps, root, roots }) => {
    const file = diskPath(uri);
    // A project is where its configuration is.
    const ofProject = root === undefined ? undefined : folders(path.join(root, 'compline.yaml'));
    const ofFile = file === undefined ? undefined : folders(file);
    return (name, relativeTo) => {
      const named = relativeTo === 'project' ? ofProject : ofFile;
      const moved = named && movedName(name, { ...named, maps }, moves);
      // A map of the file's own goes before that of a root.
      const isOwn = maps.has(/^\w{2,}:/.exec(name)?.[0].toLowerCase() ?? '');
      return moved ?? (roots === undefined || isOwn ? undefined : movedUnderRoot(name, roots, moves));
    };
  };
};
