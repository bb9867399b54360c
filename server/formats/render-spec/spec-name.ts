/** Whether a file of this name is a render spec: `renderspec.yaml`, `comp.renderspec.yml`. */
export function isSpecName(fileName: string): boolean {
  return /(?:^|\.)renderspec\.ya?ml$/i.test(fileName);
}
