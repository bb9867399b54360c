import path from 'node:path';
import type { Places, PlacesHost } from '../project/places.ts';
import type { ProjectRules } from './check-settings.ts';
import { diskPath } from './disk-path.ts';
import type { DocumentStore } from './document-store.ts';
import { fileUri } from './file-uri.ts';
import type { DocumentPlaces } from './places.ts';

/** What holds where no project says anything. */
const NO_RULES: ProjectRules = { severities: {}, silenced: [] };

/** What reads files, as it is loaded. */
interface Reader {
  readonly places: Places;
  rulesFor(file: string): Promise<ProjectRules | undefined>;
}

/** It takes long to load, and the server is to start quickly. */
async function loadReader(host: Pick<PlacesHost, 'openText' | 'configurationRead'>): Promise<Reader> {
  const { Places, rulesFor } = await import('./project-reader.ts');
  const places = new Places(host);
  return { places, rulesFor: async (file) => rulesFor(file, await places.projectOf(file)) };
}

/** The places of documents that are files on this machine's disks; what is open of `documents` goes before what is there. */
export function diskPlaces(documents: Pick<DocumentStore, 'all'>): DocumentPlaces {
  let loading: Promise<Reader> | undefined;
  let places: Places | undefined;
  const openText = (file: string): string | undefined =>
    documents.all().find(({ uri }) => isSame(diskPath(uri), file))?.text;
  const listeners: ((uri: string) => void)[] = [];
  const configurationRead = (file: string): void => {
    for (const listener of listeners) listener(fileUri(file));
  };
  const load = (): Promise<Reader> => {
    loading ??= loadReader({ openText, configurationRead }).then((reader) => {
      places = reader.places;
      return reader;
    });
    return loading;
  };
  return {
    placeOf: async (uri) => {
      const file = diskPath(uri);
      return file === undefined ? undefined : (await load()).places.placeOf(file);
    },
    rulesOf: async (uri) => {
      const file = diskPath(uri);
      return (file === undefined ? undefined : await (await load()).rulesFor(file)) ?? NO_RULES;
    },
    textChanged: (uri, text) => {
      const file = diskPath(uri);
      return file !== undefined && places?.textChanged(file, text) === true;
    },
    isConfiguration: (uri) => {
      const file = diskPath(uri);
      return file !== undefined && places?.isConfiguration(file) === true;
    },
    onConfiguration: (listener) => {
      listeners.push(listener);
    },
    forget: () => places?.forget(),
  };
}

/** Clients write the letters of drives as they like. */
function isSame(a: string | undefined, b: string): boolean {
  return a === b || (path.sep === '\\' && a?.toLowerCase() === b.toLowerCase());
}
