/** True for the name of a file, without its folder, that holds a configuration: a project's own, or one to build on. */
export function isConfigName(fileName: string): boolean {
  return /(?:^|.\.)compline\.yaml$/.test(fileName);
}
