import { RESOURCE, versionOf } from '../../formats/names/name-blocks.ts';
import type { VersionPrefixes } from '../../formats/names/states.ts';

/** What the resource of a name says: marks stand behind what the file is called. */
export interface MarkedResource {
  /** The resource without marks; empty where it is nothing but marks. */
  readonly resource: string;
  /** The version that the file was restored from, by the mark `+restored-v<N>+`. */
  readonly restoredFrom: number | undefined;
  /** The file is a copy that was put aside, by the mark `+backup+`. */
  readonly isBackup: boolean;
}

const LAST_MARK = /\+(?:restored-v(\d+)|backup)\+$/i;

/** Takes the marks off a resource. Of several restorations the last one counts. */
export function unmarked(resource: string): MarkedResource {
  let rest = resource;
  let restoredFrom: number | undefined;
  let isBackup = false;
  for (let mark = LAST_MARK.exec(rest); mark !== null; mark = LAST_MARK.exec(rest)) {
    if (mark[1] === undefined) isBackup = true;
    else restoredFrom ??= Number(mark[1]);
    rest = rest.slice(0, mark.index);
  }
  return { resource: rest, restoredFrom, isBackup };
}

/** A resource with its marks, in place of those it has. */
export function marked({ resource, restoredFrom, isBackup }: MarkedResource): string {
  const restored = restoredFrom === undefined ? '' : `+restored-v${restoredFrom}+`;
  return `${unmarked(resource).resource}${restored}${isBackup ? '+backup+' : ''}`;
}

/**
 * Whether a block of a name is a resource: 1 to 30 letters, digits, blanks, `+` and `-`, to which marks come, or marks
 * alone; never what is taken for a version.
 */
export function isResource(block: string, prefixes?: VersionPrefixes): boolean {
  const { resource } = unmarked(block);
  if (resource === '') return block !== '';
  return RESOURCE.test(resource) && versionOf(block, prefixes) === undefined;
}
