import { readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ShareLanes } from './share-lanes.ts';
import type { ShareMap } from './share-map.ts';

/** As many links as Linux follows in one path. */
const MOST_LINKS = 40;

/**
 * What a path leads to through links, each step taken in the lane of the share it is on: a link on this
 * machine's disk that leads to a share that hangs holds up nobody but who asked. A path that leads nowhere stays as it is
 * from there on. Error `share-unreachable`.
 */
export async function realPath(given: string, lanes: ShareLanes, shareOf: ShareMap): Promise<string> {
  const whole = path.resolve(given);
  if (process.platform === 'win32') {
    return await lanes.run(shareOf(whole), () => realpath(whole).catch(() => besideRealFolder(whole)));
  }
  let real = '/';
  let links = 0;
  const rest = whole.split('/');
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    const place = path.join(real, name);
    const read = () => readlink(place).catch(() => undefined);
    const target = await lanes.run(shareOf(place), read, { about: place });
    if (target === undefined || links === MOST_LINKS) {
      real = place;
      continue;
    }
    links += 1;
    if (path.isAbsolute(target)) real = '/';
    rest.unshift(...target.split('/'));
  }
  return real;
}

/** Where a file that is not there would be. */
async function besideRealFolder(file: string): Promise<string> {
  const folder = path.dirname(file);
  return path.join(await realpath(folder).catch(() => folder), path.basename(file));
}
