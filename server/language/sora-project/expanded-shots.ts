import { type SheetOnDisk, sheetNameOf } from '../../checks/sora/sheet-reader.ts';
import { countExpanded, expandShots, placeholderNames, type ShotWithSheet } from '../../formats/sora/expand-shots.ts';
import type { ShotExpansion } from '../answers/expanded-shots.ts';
import type { SoraSite } from './site.ts';

/** So many videos are told at most. */
const MOST = 100;

/** The first videos that the shots stand for, at most so many and `MOST`, from the shot of a number on. */
export async function expandedShots(site: SoraSite, from: number, most: number): Promise<ShotExpansion> {
  const { project, sheets, askPlace } = site;
  const place = await askPlace();
  const withSheets: ShotWithSheet[] = [];
  const tableFaults = new Set<string>();
  const read = new Map<string | undefined, SheetOnDisk>();
  for (const shot of project.shots.filter(({ index }) => index >= from)) {
    const isFilled = place !== undefined && placeholderNames(shot).length > 0;
    const name = isFilled ? sheetNameOf(shot, place) : undefined;
    // Shots by the thousand have the same table.
    const onDisk = name && place && (read.get(name.path) ?? (await sheets.read(name, place)));
    if (name !== undefined && onDisk !== undefined) read.set(name.path, onDisk);
    const sheet = onDisk?.kind === 'read' ? onDisk.sheet : undefined;
    if (onDisk?.kind === 'missing') tableFaults.add(`There is no ${name?.name}.`);
    if (onDisk?.kind === 'outside') tableFaults.add(`${name?.name} lies outside of ${onDisk.folder} and is not read.`);
    if (onDisk?.kind === 'no-file') tableFaults.add(`${name?.name} cannot be read.`);
    for (const { message } of sheet?.faults ?? []) tableFaults.add(`${name?.name} ${message}`);
    withSheets.push({ shot, sheet });
  }
  const videos = [...expandShots(withSheets).take(Math.min(Math.max(1, Math.floor(most)), MOST))];
  return { videos, total: countExpanded(withSheets), tableFaults: [...tableFaults] };
}
