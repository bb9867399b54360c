import { userInfo } from 'node:os';
import type { DriverParts, FarmDriver, FarmKind } from '../driver/farm-driver.ts';
import { FarmHttp } from '../http/farm-http.ts';
import { httpSettings } from '../http/http-settings.ts';
import { SlurmCommands } from './slurm-commands.ts';
import { SlurmDriver } from './slurm-driver.ts';
import { SlurmRest, saidIn } from './slurm-rest.ts';

/** The newest version of the interface that Debian 12 has, and the one that this was verified with. */
const STANDARD_VERSION = 'v0.0.38';

/** Slurm: by its REST daemon where there is a `url`, else by its commands on this machine. */
export const slurm: FarmKind = {
  credential: { name: 'JWT (the token that scontrol token prints)', isNeeded: false },
  create,
};

function create({ settings, root, secret }: DriverParts): FarmDriver {
  const { name, url, apiVersion = STANDARD_VERSION } = settings;
  if (url === undefined) {
    const user = thisUser();
    const way = new SlurmCommands({ farm: name, user, environment: process.env });
    return new SlurmDriver({ settings, way, user });
  }
  const user = settings.user ?? thisUser();
  const http = new FarmHttp({
    ...httpSettings({ settings, root }),
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
