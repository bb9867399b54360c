import { userInfo } from 'node:os';
import path from 'node:path';
import type { FarmConfig } from '../../../formats/config/farm-schema.ts';
import type { DriverParts, FarmDriver, FarmKind } from '../driver/farm-driver.ts';
import { FarmHttp } from '../http/farm-http.ts';
import { SlurmCommands } from './slurm-commands.ts';
import { SlurmDriver } from './slurm-driver.ts';
import { SlurmRest, saidIn } from './slurm-rest.ts';

/** The newest version of the interface that Debian 12 has, and the one that this was verified with. */
const STANDARD_VERSION = 'v0.0.38';

const FOREIGN = ['show', 'facility', 'region', 'farmId', 'queueId', 'storageProfileId'] as const;

/** Slurm: by its REST daemon where there is a `url`, else by its commands on this machine. */
export const slurm: FarmKind = {
  credential: { name: 'JWT (the token that scontrol token prints)', isNeeded: false },
  faults,
  create,
};

function faults(settings: FarmConfig): readonly string[] {
  const foreign = FOREIGN.filter((it) => settings[it] !== undefined);
  const byCommands = settings.url === undefined;
  return [
    ...foreign.map((it) => `${it} is not for Slurm: remove it.`),
    ...(byCommands && settings.user !== undefined
      ? ["user needs url: by Slurm's commands jobs belong to whoever runs Compline."]
      : []),
    ...(byCommands && settings.apiVersion !== undefined
      ? ['apiVersion needs url: it is that of the REST daemon.']
      : []),
    ...(settings.platform === 'windows' ? ['platform: Slurm has no machines with Windows.'] : []),
  ];
}

function create({ settings, root, secret }: DriverParts): FarmDriver {
  const { name, url, apiVersion = STANDARD_VERSION, certificate } = settings;
  if (url === undefined) {
    const user = thisUser();
    const way = new SlurmCommands({ farm: name, user, environment: process.env });
    return new SlurmDriver({ settings, way, user });
  }
  const user = settings.user ?? thisUser();
  const http = new FarmHttp({
    farm: name,
    url,
    certificate: certificate === undefined ? undefined : path.resolve(root, certificate),
    verify: settings.verify,
    unencrypted: settings.unencrypted,
    saidIn,
    authorize: () => {
      const token = secret();
      return token === undefined ? undefined : { 'X-SLURM-USER-NAME': user, 'X-SLURM-USER-TOKEN': token };
    },
  });
  const way = new SlurmRest({ farm: name, http, version: apiVersion });
  // Without a token the daemon decides whose jobs they are.
  return new SlurmDriver({ settings, way, ...(settings.user !== undefined && { user: settings.user }) });
}

function thisUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
