import type { Places } from '../project/places.ts';
import { diskPath } from './disk-path.ts';
import type { DocumentPlaces } from './places.ts';

/** It takes long to load, and the server is to start quickly. */
async function loadPlaces(): Promise<Places> {
  const { Places } = await import('./project-reader.ts');
  return new Places();
}

/** The places of documents that are files on this machine's disks. */
export function diskPlaces(load: () => Promise<Places> = loadPlaces): DocumentPlaces {
  let loaded: Promise<Places> | undefined;
  return {
    placeOf: async (uri) => {
      const file = diskPath(uri);
      if (file === undefined) return undefined;
      loaded ??= load();
      return (await loaded).placeOf(file);
    },
    forget: () => {
      loaded = loaded?.then((places) => {
        places.forget();
        return places;
      });
    },
  };
}
