/** A Loader as a row names it. */
export interface LoaderPlace {
  readonly comp: string;
  readonly tool: string;
}

/** The id of the row of a folder that holds steps: a shot, an asset. */
export function shotRowId(folder: string): string {
  return `shot:${folder}`;
}

/** The id of a comp's row. */
export function compRowId(comp: string): string {
  return `comp:${comp}`;
}

/** The comp that a row's id names. */
export function compOfRow(id: string): string | undefined {
  return /^comp:(?<comp>.+)$/s.exec(id)?.groups?.comp;
}

/** The id of the row that holds those Loaders of a comp that are as they should be. */
export function currentRowId(comp: string): string {
  return `current:${comp}`;
}

/** The comp whose Loaders a row holds. */
export function compOfCurrentRow(id: string): string | undefined {
  return /^current:(?<comp>.+)$/s.exec(id)?.groups?.comp;
}

/** The id of the row of a file that a Loader reads; the Loader may read several, `index` tells them apart. */
export function loaderRowId(comp: string, tool: string, index: number): string {
  return `loader:${index}:${tool.length}:${tool}:${comp}`;
}

/** The Loader that a row's id names. */
export function loaderOfRow(id: string): LoaderPlace | undefined {
  const { length, rest } = /^loader:\d+:(?<length>\d+):(?<rest>.+)$/s.exec(id)?.groups ?? {};
  if (length === undefined || rest === undefined) return undefined;
  return { tool: rest.slice(0, Number(length)), comp: rest.slice(Number(length) + 1) };
}

/** The id of the row of something that is wrong in a comp: the line from 1, and which one it is of the comp's. */
export function findingRowId(comp: string, line: number, index: number): string {
  return `finding:${index}:${line}:${comp}`;
}

/** The place that the row of a finding names. */
export function findingOfRow(id: string): { readonly comp: string; readonly line: number } | undefined {
  const { line, comp } = /^finding:\d+:(?<line>\d+):(?<comp>.+)$/s.exec(id)?.groups ?? {};
  return line === undefined || comp === undefined ? undefined : { comp, line: Number(line) };
}
