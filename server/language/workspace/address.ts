/**
 * The same for addresses of one file: programs differ in the characters they escape, and in the letter case of drives.
 */
export function addressKey(uri: string): string {
  return decoded(uri).replace(/^file:\/\/\/([A-Za-z]):/, (_whole, drive: string) => `file:///${drive.toLowerCase()}:`);
}

/** The name at the end of an address, as people read it. */
export function nameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A lone `%` escapes nothing.
    return uri;
  }
}
