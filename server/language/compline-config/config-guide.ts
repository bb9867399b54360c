import { ALL_CHECKS } from '../../checks/all-checks.ts';
import type { ConfigStack } from '../../formats/config/config-stack.ts';
import { FARM_TYPES } from '../../formats/config/farm-schema.ts';
import { farmAbout, knowsSetting } from '../../formats/config/farm-settings.ts';
import { PLACEHOLDER_MEANINGS } from '../../formats/config/placeholders.ts';
import { configSchema } from '../../formats/config/schema.ts';
import { RENDERER_PRESETS } from '../../formats/renderers/all-presets.ts';
import type { KeyGuide, ValueChoice, ValueGuide, YamlGuide } from '../../formats/yaml/guide.ts';
import { valueGuideAt } from '../../formats/yaml/schema-guide.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';

/** Names that the project's folders show. */
export interface NamesOnDisk {
  readonly steps: readonly string[];
  readonly shots: readonly string[];
}

const NOTHING: NamesOnDisk = { steps: [], shots: [] };

/** What belongs into a configuration: the schema, and the names that the configuration and its project know. */
export class ConfigGuide implements YamlGuide {
  readonly #stack: ConfigStack;
  readonly #onDisk: NamesOnDisk;

  constructor(stack: ConfigStack, onDisk: NamesOnDisk = NOTHING) {
    this.#stack = stack;
    this.#onDisk = onDisk;
  }

  valueAt(_yaml: YamlText, path: YamlPath): ValueGuide | undefined {
    const value = valueGuideAt(configSchema, path);
    if (value === undefined) return undefined;
    const checks = path[0] === 'steps' ? path.slice(2) : path;
    if (checks[0] === 'checks' && checks.length === 1) return withKeys(value, CHECK_KEYS);
    if (checks[0] === 'checks' && checks.length === 2)
      return CHECK_KEYS.find(({ name }) => name === checks[1])?.value ?? value;
    if (path[0] === 'farms' && path.length === 2) return forFarm(value, this.#stack.at([...path, 'type']));
    const names = this.#namesAt(path, value);
    if (names.length > 0) return withKeys(value, names);
    const choices = this.#choicesAt(path);
    return choices.length === 0 ? value : withChoices(value, choices);
  }

  /** The keys of a map whose keys are names. */
  #namesAt([section, ...rest]: YamlPath, map: ValueGuide): readonly KeyGuide[] {
    if (rest.length > 0 || typeof section !== 'string') return [];
    const onDisk = section === 'steps' ? this.#onDisk.steps : section === 'shots' ? this.#onDisk.shots : [];
    // What a base says of a name can be said otherwise here.
    const known = NAMED_SECTIONS.has(section) ? this.#stack.namesIn(section) : [];
    const names = new Set([...known, ...onDisk]);
    const value = valueGuideAt(configSchema, [section, 'name']) ?? map;
    return [...names].sort().map((name) => ({ name, isRequired: false, value }));
  }

  #choicesAt([section, , key, ...rest]: YamlPath): readonly ValueChoice[] {
    if (section === 'steps' && rest.length === 0) {
      if (key === 'renderer') return this.#stack.entries('renderers').map(([name]) => ({ value: name }));
      if (key === 'saver') return SAVERS;
    }
    if (section === 'farm') return [THIS_MACHINE, ...this.#stack.entries('farms').map(([name]) => ({ value: name }))];
    if (section === 'farms' && key === 'type') return FARM_CHOICES;
    if (section === 'silence' && key === 'codes') return CODES;
    if (section === 'renderers' && key === 'args' && rest.length >= 1) return PLACEHOLDER_CHOICES;
    if (section === 'renderers' && key === 'preset') return PRESETS;
    if (section === 'roles' && typeof key === 'number') return this.#people();
    return [];
  }

  #people(): readonly ValueChoice[] {
    const people = this.#stack.entries('roles').flatMap(([, names]) => (Array.isArray(names) ? names : []));
    const names = new Set(people.filter((name: unknown) => typeof name === 'string'));
    return [...names].sort().map((value) => ({ value }));
  }
}

/** The sections whose keys are names. */
const NAMED_SECTIONS: ReadonlySet<string> = new Set(['steps', 'shots', 'renderers', 'roots', 'farms']);

const THIS_MACHINE: ValueChoice = { value: 'local', description: 'The machine that jobs are submitted on.' };

const FARM_CHOICES: readonly ValueChoice[] = FARM_TYPES.map((value) => ({ value, description: farmAbout(value) }));

const CODES: readonly ValueChoice[] = ALL_CHECKS.map(({ code, title }) => ({ value: code, description: title }));

const CHECK_KEYS: readonly KeyGuide[] = ALL_CHECKS.flatMap(({ code, title, defaultSeverity }) => {
  const value = valueGuideAt(configSchema, ['checks', code]);
  if (value === undefined) return [];
  return [{ name: code, isRequired: false, value: described(value, title, defaultSeverity) }];
});

const PRESETS: readonly ValueChoice[] = RENDERER_PRESETS.map(({ name, title, about }) => ({
  value: name,
  description: `${title}. ${about}`,
}));

/** The Savers that Ramses makes. */
const SAVERS: readonly ValueChoice[] = [
  {
    value: '_FINAL',
    description: 'The Saver of final renders, as Ramses names it: what is published without this key.',
  },
  { value: '_PREVIEW', description: 'The Saver of previews, as Ramses names it.' },
];

const PLACEHOLDER_CHOICES: readonly ValueChoice[] = Object.entries(PLACEHOLDER_MEANINGS).map(([name, description]) => ({
  value: `{${name}}`,
  description,
}));

function described(value: ValueGuide, description: string, standard: string): ValueGuide {
  return { ...plain(value), description, standard };
}

function withKeys(value: ValueGuide, keys: readonly KeyGuide[]): ValueGuide {
  return { ...plain(value), isOpen: true, keys: () => keys };
}

function withChoices(value: ValueGuide, choices: readonly ValueChoice[]): ValueGuide {
  return { ...plain(value), isOpen: true, choices };
}

/** The settings of a farm that its type knows; all of them while it has none. */
function forFarm(value: ValueGuide, written: unknown): ValueGuide {
  const type = FARM_TYPES.find((it) => it === written);
  if (type === undefined) return value;
  const keys = value.keys().filter(({ name }) => knowsSetting(type, name));
  return { ...plain(value), keys: () => keys };
}

/** The guide as an object of its own, which others can be made of. */
function plain(value: ValueGuide): ValueGuide {
  const { shapes, description, standard, choices, isOpen } = value;
  return {
    shapes,
    choices,
    isOpen,
    keys: () => value.keys(),
    ...(description !== undefined && { description }),
    ...(standard !== undefined && { standard }),
  };
}
