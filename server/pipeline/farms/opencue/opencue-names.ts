import type { FarmOrder } from '../driver/farm-driver.ts';

/** Stands before the key in a job's name, so that no other job's name ends as it does. */
const MARK = 'compline';
/** Characters of the job's own name that are kept: cuebot keeps names of 255. */
const MOST_NAME = 60;
const MOST_SHORT = 32;

/**
 * A text in the characters that cuebot takes for names, as it would write them itself (`JobSpec.conformName`): letters,
 * digits and single underscores, in lower case, at least three.
 */
export function openCueName(text: string, most: number, otherwise: string): string {
  const name = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, most)
    .replaceAll(/^_+|_+$/g, '');
  return name.length >= 3 ? name : name === '' ? otherwise : `${otherwise}_${name}`;
}

/** What a job's name ends with: the key as cuebot writes it, so that it is found again by it. */
export const keyEnding = (key: string): string => `_${MARK}_${key.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`;

/** The name of an order's job, without the show, the shot and the user that cuebot puts before it. */
export const jobName = ({ key, job }: Pick<FarmOrder, 'key' | 'job'>): string =>
  `${openCueName(job.name, MOST_NAME, 'job')}${keyEnding(key)}`;

/** The shot that a job is listed under: the project. */
export function shotOf({ job }: Pick<FarmOrder, 'job'>): string {
  const folder = job.project.split(/[\\/]+/).findLast((part) => part !== '');
  return openCueName(job.projectId ?? folder ?? '', MOST_SHORT, 'project');
}

/** Who a job belongs to, as a login name: `STUDIO\ann` is `ann`. */
export function userOf(user: string): string {
  return (user.split('\\').at(-1) ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '_')
    .slice(0, MOST_SHORT);
}

export const layerName = (name: string): string => openCueName(name, MOST_NAME, 'layer');
