import { expect, test } from 'vitest';
import type { FarmSettings } from '../../../../server/pipeline/farms/driver/farm-driver.ts';
import { FarmSecrets, secretVariable } from '../../../../server/pipeline/farms/farm-secrets.ts';

const farm = (url: string): FarmSettings => ({
  name: 'Big farm-2',
  type: 'opencue',
  url,
  verify: true,
  unencrypted: false,
});

test('what was set comes before the environment, and belongs to one address of one project', () => {
  expect(secretVariable('Big farm-2')).toBe('COMPLINE_FARM_BIG_FARM_2');
  const secrets = new FarmSecrets({ COMPLINE_FARM_BIG_FARM_2: ' env ' });
  expect(secrets.find('/p', farm('https://a'))).toEqual({ from: 'environment', secret: 'env' });
  secrets.set('/p', farm('https://a'), 'own\n');
  expect(secrets.find('/p', farm('https://a'))).toEqual({ from: 'set', secret: 'own' });
  expect(secrets.find('/p', farm('https://evil')).from).toBe('environment');
  expect(secrets.find('/q', farm('https://a')).from).toBe('environment');
  secrets.set('/p', farm('https://a'), undefined);
  expect(secrets.find('/p', farm('https://a')).from).toBe('environment');
  expect(new FarmSecrets({}).find('/p', farm('https://a'))).toEqual({ from: 'missing' });
});
