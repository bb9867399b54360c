import { isSameId } from '../../formats/names/name-blocks.ts';

/** What the name of a version's folder says. */
export interface VersionFolderName {
  readonly resource: string;
  readonly number: number;
  /** Empty where the name has none. */
  readonly state: string;
}

/** `[<resource>_]<NNN>[_<STATE>]`; a state has a letter, since a number alone is the version. */
const VERSION_FOLDER =
  /^(?:(?<resource>[^_.][^_]*)_)?(?<number>\d{3,})(?:_(?<state>(?=[^_]*[A-Za-z])[A-Za-z0-9+-]+))?$/;

/** Reads the name of a version's folder under `_published`; undefined for any other name. */
export function parseVersionFolder(name: string): VersionFolderName | undefined {
  const { resource = '', number, state = '' } = VERSION_FOLDER.exec(name)?.groups ?? {};
  return number === undefined ? undefined : { resource, number: Number(number), state };
}

/** A version as names hold it: three digits, more where it needs them. */
export function versionDigits(version: number): string {
  return String(version).padStart(3, '0');
}

/** The folder of a version under `_published`: `004_OK`; the state is left out where it is empty or `v`. */
export function versionFolderName(version: number, state: string, resource = ''): string {
  const blocks = [resource, versionDigits(version), isSameId(state, 'v') ? '' : state];
  return blocks.filter((block) => block !== '').join('_');
}
