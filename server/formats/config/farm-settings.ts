import { type FarmConfig, type FarmType, farmSchema } from './farm-schema.ts';

/** The settings of a farm as they stand in a configuration; also such as no schema has seen yet. */
export type WrittenFarm = Readonly<{ type: FarmType } & { [Key in Exclude<keyof FarmConfig, 'type'>]?: unknown }>;

/** What is wrong with the settings of a farm. */
export interface FarmFault {
  /** The setting that it is about; absent where one is missing. */
  readonly key?: string;
  readonly message: string;
}

type FarmKey = keyof FarmConfig;

/** What the settings of every kind of farm may say. */
const SHARED = ['type', 'url', 'platform', 'web', 'certificate', 'verify', 'unencrypted'] as const;

/** What a kind of farm needs to be told, and what it knows besides. */
interface TypeSettings {
  readonly title: string;
  readonly needs: readonly FarmKey[];
  readonly knows: readonly FarmKey[];
  /** Whether it can be reached by the socket of a machine. */
  readonly takesSocket?: boolean;
  /** Whether credentials are ever sent to its `url`. */
  readonly sendsCredential: boolean;
  /** What more can be wrong with them. */
  readonly more?: (farm: WrittenFarm) => readonly FarmFault[];
}

const SETTINGS: Readonly<Record<FarmType, TypeSettings>> = {
  slurm: {
    title: 'Slurm',
    needs: [],
    knows: ['pool', 'group', 'limits', 'user', 'account', 'apiVersion', 'arraySize'],
    takesSocket: true,
    sendsCredential: true,
    more: slurmFaults,
  },
  opencue: {
    title: 'OpenCue',
    needs: ['url', 'show'],
    knows: ['group', 'limits', 'user', 'facility', 'logs'],
    sendsCredential: true,
    more: openCueFaults,
  },
  deadline: {
    title: 'Deadline',
    needs: ['url'],
    knows: ['pool', 'group', 'limits', 'user'],
    sendsCredential: true,
  },
  flamenco: { title: 'Flamenco', needs: ['url'], knows: ['group', 'user'], sendsCredential: false },
  'deadline-cloud': {
    title: 'Deadline Cloud',
    needs: ['region', 'farmId', 'queueId'],
    knows: ['storageProfileId'],
    sendsCredential: true,
  },
};

/** What people call a kind of farm. */
export function farmTitle(type: FarmType): string {
  return SETTINGS[type].title;
}

/** A kind of farm and what it needs to be told, in a sentence. */
export function farmAbout(type: FarmType): string {
  const { title, needs } = SETTINGS[type];
  return needs.length === 0 ? `${title}. It needs no other setting.` : `${title}. It needs ${listed(needs)}.`;
}

/** Whether a setting says something to a kind of farm. */
export function knowsSetting(type: FarmType, key: string): boolean {
  const { needs, knows } = SETTINGS[type];
  return ([...SHARED, ...needs, ...knows] as readonly string[]).includes(key);
}

/** What the settings of a farm lack or have wrong: with such a fault no job can go there. */
export function farmFaults(farm: WrittenFarm): readonly FarmFault[] {
  const { title, needs, takesSocket = false, more } = SETTINGS[farm.type];
  const missing = needs.filter((key) => farm[key] === undefined);
  const isSocket = typeof farm.url === 'string' && farm.url.startsWith('unix:');
  return [
    ...(missing.length === 0 ? [] : [{ message: `A farm of ${title} needs ${listed(missing)}.` }]),
    ...(isSocket && !takesSocket
      ? [{ key: 'url', message: `Only Slurm answers at a socket: write the https:// address of ${title}.` }]
      : []),
    ...(more?.(farm) ?? []),
  ];
}

function slurmFaults({ url, user, apiVersion, platform }: WrittenFarm): readonly FarmFault[] {
  const byCommands = url === undefined;
  return [
    ...(byCommands && user !== undefined
      ? [{ message: 'By Slurm\'s commands jobs belong to whoever runs Compline: "user" needs "url".' }]
      : []),
    ...(byCommands && apiVersion !== undefined
      ? [{ message: '"apiVersion" is that of the REST daemon: it needs "url".' }]
      : []),
    ...(platform === 'windows' ? [{ key: 'platform', message: 'Slurm has no machines with Windows.' }] : []),
  ];
}

function openCueFaults({ show }: WrittenFarm): readonly FarmFault[] {
  if (typeof show !== 'string' || /^\w[\w.]{2,}$/.test(show)) return [];
  return [{ key: 'show', message: 'A show of OpenCue is letters, digits, _ and dots, at least three of them.' }];
}

/** The settings that say nothing to a farm of this type, in the order in which they stand. */
export function unusedSettings(farm: WrittenFarm): readonly string[] {
  // An unknown key is told of by the schema.
  const isUnused = (key: string): boolean => Object.hasOwn(farmSchema.shape, key) && !knowsSetting(farm.type, key);
  return Object.entries(farm).flatMap(([key, value]) => (value !== undefined && isUnused(key) ? [key] : []));
}

/** True where credentials would go to another machine in the clear, so that they are not sent. */
export function holdsCredentialBack({ type, url, unencrypted }: WrittenFarm): boolean {
  if (!SETTINGS[type].sendsCredential || unencrypted === true) return false;
  const parsed = typeof url === 'string' ? URL.parse(url) : null;
  return parsed?.protocol === 'http:' && !isThisMachine(parsed);
}

/** True for an address of this machine itself. */
export function isThisMachine({ hostname }: Pick<URL, 'hostname'>): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** `"a", "b" and "c"` */
function listed(keys: readonly string[]): string {
  const quoted = keys.map((key) => `"${key}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
