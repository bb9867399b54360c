import { besideFile } from '../formats/config/beside-file.ts';
import { isConfigName } from '../formats/config/config-name.ts';
import { type ConfigSource, ConfigStack, type ExtendsFault, extendsOf } from '../formats/config/config-stack.ts';
import { type ConfigText, readConfigText } from '../formats/config/config-text.ts';

/** A larger file, in bytes, is no configuration. */
export const LARGEST_CONFIG = 1_000_000;

/** So many configurations may build on each other, one on the next. */
const DEEPEST = 8;

/** So many configurations are put together at most, those that several build on counted each time. */
const MOST = 64;

/** What is under a path where a configuration is looked for. `unknown`: the disk does not answer in time. */
export type ConfigFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'unknown' };

/**
 * Reads what a configuration builds on, by `extends` from file to file, and puts all of it together. What cannot be read
 * is among the faults of the result. `isProject`: it is a project's own configuration, so that nothing may be missing.
 */
export async function readStack(
  own: ConfigSource,
  read: (file: string) => Promise<ConfigFile>,
  isProject: boolean,
): Promise<ConfigStack> {
  const reading = new StackReading(read);
  const bases = await reading.basesOf(own, own.file === undefined ? [] : [own.file]);
  const isWhole = isProject && !reading.isUncertain && reading.faults.length === 0;
  return new ConfigStack(own, { bases, extendsFaults: reading.faults, isWhole });
}

class StackReading {
  readonly faults: ExtendsFault[] = [];
  /** Something was not read, and nobody knows what is in it. */
  isUncertain = false;
  readonly #read: (file: string) => Promise<ConfigFile>;
  readonly #known = new Map<string, Promise<ConfigFile>>();
  readonly #texts = new Map<string, ConfigText>();
  #count = 0;

  constructor(read: (file: string) => Promise<ConfigFile>) {
    this.#read = read;
  }

  /** What a configuration builds on, in order; `chain` are the files from the first one to this. */
  async basesOf(source: ConfigSource, chain: readonly string[]): Promise<readonly ConfigSource[]> {
    const bases: ConfigSource[] = [];
    for (const { name, path } of extendsOf(source.text)) {
      const found = await this.#find(source, name, chain);
      if (found === undefined) continue;
      if (typeof found === 'string') {
        this.faults.push({ source, path, message: found });
        continue;
      }
      bases.push(...(await this.basesOf(found, [...chain, found.file ?? ''])), found);
    }
    return bases;
  }

  /** A configuration by its name, or a message that says why it is not read; nothing where the disk does not answer. */
  async #find(from: ConfigSource, name: string, chain: readonly string[]): Promise<ConfigSource | string | undefined> {
    const place = placeOf(from, name);
    if ('fault' in place) return place.fault;
    const { file } = place;
    const start = chain.findIndex((other) => isSame(other, file));
    if (start !== -1) return `This leads in a circle: ${[...chain.slice(start), file].map(baseName).join(' → ')}.`;
    this.#count += 1;
    if (chain.length > DEEPEST) return `More than ${DEEPEST} configurations build on each other here.`;
    if (this.#count > MOST) return `More than ${MOST} configurations are put together here.`;
    const known = this.#known.get(file) ?? this.#read(file);
    this.#known.set(file, known);
    const found = await known;
    if (found.kind === 'missing') return `"${name}" does not exist.`;
    if (found.kind === 'unreadable') return `"${name}" cannot be read: ${found.why}.`;
    if (found.kind === 'unknown') this.isUncertain = true;
    return found.kind === 'text' ? { file, text: this.#textOf(file, found.text) } : undefined;
  }

  #textOf(file: string, text: string): ConfigText {
    const read = this.#texts.get(file) ?? readConfigText(text);
    this.#texts.set(file, read);
    return read;
  }
}

function placeOf({ file: from }: ConfigSource, name: string): { readonly file: string } | { readonly fault: string } {
  if (/^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(name)) return { fault: 'Name a file: addresses of the web are not read.' };
  if (!isConfigName(baseName(name))) {
    return { fault: 'Name a file called compline.yaml or something.compline.yaml: no others are read.' };
  }
  const file = from === undefined ? undefined : besideFile(from, name);
  return file === undefined
    ? { fault: 'This is a path of another platform. Write it from the folder of this file.' }
    : { file };
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

/** Windows takes paths for the same that differ in letter case. */
function isSame(a: string, b: string): boolean {
  return a === b || (/^(?:[A-Za-z]:|[\\/]{2})/.test(a) && a.toLowerCase() === b.toLowerCase());
}
