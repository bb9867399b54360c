/**
 * The same for addresses of one file: programs differ in the characters they escape, and in the letter case of drives.
 */
export function addressKey(uri: string): string {
  return decoded(uri).replace(/^file:\/\/\/([A-Za-z]):/, (_whole, drive: string) => `file:///${drive.toLowerCase()}:`);
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A lone `%` escapes nothing.
    return uri;
  }
}
