import { Places } from '../project/places.ts';
import { diskPath } from './disk-path.ts';
import type { DocumentPlaces } from './places.ts';

/** The places of documents that are files on this machine's disks. */
export function diskPlaces(places: Places = new Places()): DocumentPlaces {
  return {
    placeOf: async (uri) => {
      const file = diskPath(uri);
      return file === undefined ? undefined : places.placeOf(file);
    },
    forget: () => places.forget(),
  };
}
