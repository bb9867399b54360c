import path from 'node:path';
import type { DriverParts } from '../driver/farm-driver.ts';
import type { FarmHttpOptions } from './farm-http.ts';

/** What the settings of a farm say of how it is talked to. */
export function httpSettings({
  settings: { name, url = '', certificate, verify, unencrypted },
  root,
}: Pick<DriverParts, 'settings' | 'root'>): Pick<
  FarmHttpOptions,
  'farm' | 'url' | 'certificate' | 'verify' | 'unencrypted'
> {
  return {
    farm: name,
    url,
    certificate: certificate === undefined ? undefined : path.resolve(root, certificate),
    verify,
    unencrypted,
  };
}
