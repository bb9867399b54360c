const DRIVE_OR_SHARE = /^(?:[A-Za-z]:|[\\/]{2})/;

/**
 * The absolute path of what a file names: a relative name is of the folder that the file lies in, and both slashes end a
 * folder. Absent for an absolute name that is one of another platform.
 */
export function besideFile(file: string, name: string): string | undefined {
  const isWindows = DRIVE_OR_SHARE.test(file);
  const slash = isWindows ? '\\' : '/';
  if (DRIVE_OR_SHARE.test(name)) return isWindows ? withoutDots(name, slash) : undefined;
  if (/^[\\/]/.test(name)) return isWindows ? undefined : withoutDots(name, slash);
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')));
  return withoutDots(`${folder}${slash}${name}`, slash);
}

function withoutDots(path: string, slash: string): string {
  const [start = ''] = /^(?:[\\/]{2}[^\\/]+[\\/]+[^\\/]+|[A-Za-z]:|)[\\/]*/.exec(path) ?? [];
  const parts: string[] = [];
  for (const part of path.slice(start.length).split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${start.replaceAll(/[\\/]/g, slash)}${parts.join(slash)}`;
}
