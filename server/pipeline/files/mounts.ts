/** A file system and where it hangs in the tree of folders. */
export interface Mount {
  readonly point: string;
  /** As the kernel names it: `ext4`, `nfs4`. */
  readonly type: string | undefined;
}

/** The mounts that the text of /proc/self/mountinfo tells of, in its order. Fields of a line as in proc_pid_mountinfo(5). */
export function readMounts(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const point = left
      .split(' ')[4]
      ?.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
    if (point !== undefined) mounts.push({ point, type: right.split(' ')[0] });
  }
  return mounts;
}

/** The mount that holds a folder, by its path alone. */
export function mountOf(folder: string, mounts: readonly Mount[]): Mount | undefined {
  let best: Mount | undefined;
  for (const mount of mounts) {
    const { point } = mount;
    const inside = point === '/' || folder === point || folder.startsWith(`${point}/`);
    // Of several mounts on one point the last covers the others.
    if (inside && point.length >= (best?.point.length ?? 0)) best = mount;
  }
  return best;
}
