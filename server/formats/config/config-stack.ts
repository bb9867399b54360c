import { resolved, type YamlPath } from '../yaml/yaml-node.ts';
import { nodeAt } from '../yaml/yaml-places.ts';
import { type ConfigText, readConfigText } from './config-text.ts';
import { isPlainMap, type Merged, mergeConfigs, originAt } from './merge-configs.ts';

/** A file with a configuration. */
export interface ConfigSource {
  /** The path of the file; absent for a text that is no file. */
  readonly file: string | undefined;
  readonly text: ConfigText;
}

/** Why a configuration that another one builds on is not read. */
export interface ExtendsFault {
  /** Who names it. */
  readonly source: ConfigSource;
  readonly path: YamlPath;
  readonly message: string;
}

/** What a configuration is read with. */
export interface StackParts {
  /** What it builds on, the first one undermost. */
  readonly bases?: readonly ConfigSource[];
  readonly extendsFaults?: readonly ExtendsFault[];
  /** True where nothing else can add to it: it is the project's own, and everything that it builds on was read. */
  readonly isWhole: boolean;
}

/** A configuration with all that it builds on, put together. */
export class ConfigStack {
  /** The file itself. */
  readonly own: ConfigSource;
  /** What it builds on and the file itself, the undermost first. */
  readonly sources: readonly ConfigSource[];
  readonly extendsFaults: readonly ExtendsFault[];
  /** True where a key that is missing is missing: the configuration is a project's, and all of it was read. */
  readonly isWhole: boolean;
  readonly #merged: Merged;

  constructor(own: ConfigSource, { bases = [], extendsFaults = [], isWhole }: StackParts) {
    this.own = own;
    this.sources = [...bases, own];
    this.extendsFaults = extendsFaults;
    this.isWhole =
      isWhole && this.sources.every(({ text }) => text.faults.every(({ kind }) => kind === 'duplicate-key'));
    const values = this.sources.map((source) => (source === own ? source.text.value : asBase(source.text.value)));
    this.#merged = mergeConfigs(values);
  }

  /** One text by itself: a project's own, or a part of one. */
  static alone(text: string, isProject: boolean): ConfigStack {
    const own = { file: undefined, text: readConfigText(text) };
    return new ConfigStack(own, { isWhole: isProject && extendsOf(own.text).length === 0 });
  }

  /** What all of them say together, as plain values that no schema has seen. */
  get value(): unknown {
    return this.#merged.value;
  }

  /** The value at a path. */
  at(path: YamlPath): unknown {
    let value = this.value;
    for (const key of path) {
      if (typeof key === 'number') value = Array.isArray(value) ? value[key] : undefined;
      else value = isPlainMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }
    return value;
  }

  /** The keys and values of the map at a path; none where there is none. */
  entries(...path: YamlPath): readonly (readonly [string, unknown])[] {
    const value = this.at(path);
    return isPlainMap(value) ? Object.entries(value) : [];
  }

  /** The keys that any of the files has in a section, also where it is left empty here and now. */
  namesIn(section: string): readonly string[] {
    return this.sources.flatMap(({ text }) => {
      const map = resolved(nodeAt(text.yaml, [section]));
      return map?.kind === 'map' ? map.pairs.flatMap(({ name }) => name ?? []) : [];
    });
  }

  /** The file that the value at a path is from; of one that is not there, of what is around it. */
  originOf(path: YamlPath): ConfigSource {
    return this.sources[originAt(this.#merged.origin, path)] ?? this.own;
  }

  /** The files that say something of a path, the one that counts last. */
  sourcesOf(path: YamlPath): readonly ConfigSource[] {
    return this.sources.filter(({ text }) => nodeAt(text.yaml, path) !== undefined);
  }
}

/** A configuration that this one builds on, as it is written, and the path of the words. */
export interface ExtendsName {
  readonly name: string;
  readonly path: YamlPath;
}

/** What a configuration says that it builds on. */
export function extendsOf({ value }: ConfigText): readonly ExtendsName[] {
  const named = isPlainMap(value) ? value.extends : undefined;
  if (typeof named === 'string') return [{ name: named, path: ['extends'] }];
  if (!Array.isArray(named)) return [];
  return named.flatMap((name: unknown, index) =>
    typeof name === 'string' ? [{ name, path: ['extends', index] }] : [],
  );
}

/** What a file says to those that build on it: `version` and `extends` are about the file alone. */
function asBase(value: unknown): unknown {
  if (!isPlainMap(value)) return {};
  const { version: _version, extends: _extends, ...rest } = value;
  return rest;
}
