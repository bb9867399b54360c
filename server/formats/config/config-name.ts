/** True for the name of a file, without its folder, that holds a configuration: a project's own, or one to build on. */
export function isConfigName(fileName: string): boolean {
  return /(?:^|.\.)compline\.yaml$/.test(fileName);
}

/** True for the name of a file, without its folder, that was surely meant to be a project's own configuration and that
 * nobody reads as one: `compline.yml`, `Compline.yaml`. */
export function isMistakenConfigName(fileName: string): boolean {
  return /^compline\.ya?ml$/i.test(fileName) && !isConfigName(fileName);
}

/** True for the name of a configuration, also of one that is passed over for it. */
export function isAnyConfigName(fileName: string): boolean {
  return isConfigName(fileName) || isMistakenConfigName(fileName);
}
