/** The address of a file by its absolute path, on Windows too: `C:\show\a.exr` is `file:///C:/show/a.exr`. */
export function fileUri(path: string): string {
  const isWindows = /^(?:[A-Za-z]:|\\\\)/.test(path);
  const [first = '', ...parts] = (isWindows ? path.replaceAll('\\', '/') : path).split('/');
  const rest = parts.map(encodeURIComponent).join('/');
  // A share names its server where other addresses have nothing: `\\server\show` is `file://server/show`.
  if (isWindows && first === '') return `file:/${rest}`;
  return first === '' ? `file:///${rest}` : `file:///${first}/${rest}`;
}
