/**
 * A text as one word of a Windows command line, as `CommandLineToArgvW` splits it: in double quotes; backslashes count
 * only before one of these.
 */
export function windowsWord(text: string): string {
  return `"${text.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
