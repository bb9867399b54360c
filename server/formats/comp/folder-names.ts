/** Functions of names of files and folders, as comps of every platform hold them: both slashes end a folder. */

const DRIVE_OR_SHARE = /^(?:[A-Za-z]:|[/\\]{2})/;

/** True for a name that begins at a root: `/`, a drive or a share. */
export function isAbsoluteName(name: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(name);
}

/** The path map a name begins with, with its colon (`Comp:`); absent for a drive letter and for names without one. */
export function mapOf(name: string): string | undefined {
  return /^\w{2,}:/.exec(name)?.[0];
}

/** The folder of a file, without a slash at its end except at a root; empty for a name without folder. */
export function folderOf(name: string): string {
  const end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  if (end === 0 || (end === 2 && DRIVE_OR_SHARE.test(name))) return name.slice(0, end + 1);
  return end === -1 ? (mapOf(name) ?? '') : name.slice(0, end);
}

/** The name of a file without its folder and its path map. */
export function baseOf(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return last.slice(mapOf(last)?.length ?? 0);
}

/** The extension with its dot; empty where there is none. A name that begins with its only dot is all extension. */
export function extensionOf(name: string): string {
  const base = baseOf(name);
  const dot = base.lastIndexOf('.');
  return dot === -1 || dot === base.length - 1 || /\s/.test(base.slice(dot)) ? '' : base.slice(dot);
}

/**
 * What is left of a file's name below a folder, without slash at its beginning; absent where the file is not below it.
 * Letter case is all one where a drive or share shows that it is a name of Windows.
 */
export function below(folder: string, file: string): string | undefined {
  const start = `${comparable(folder).replace(/\/+$/, '')}/`;
  if (!comparable(file).startsWith(start) || file.length === start.length) return undefined;
  return file.slice(start.length);
}

/** A name below a folder, with the slash that the folder's name uses. */
export function joinName(folder: string, rest: string): string {
  const slash = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  const part = slash === '\\' ? rest.replaceAll('/', '\\') : rest.replaceAll('\\', '/');
  return /[/\\]$/.test(folder) ? `${folder}${part}` : `${folder}${slash}${part}`;
}

/** The same for names that mean the same; as long as the name, so that offsets hold in both. */
function comparable(name: string): string {
  const slashed = name.replaceAll('\\', '/');
  return DRIVE_OR_SHARE.test(name) ? slashed.toLowerCase() : slashed;
}
