import { describe, expect, test } from 'vitest';
import { FARM_TYPES, farmSchema } from '../../../../server/formats/config/farm-schema.ts';
import {
  farmAbout,
  farmFaults,
  holdsCredentialBack,
  knowsSetting,
  unusedSettings,
} from '../../../../server/formats/config/farm-settings.ts';

const URL = 'https://farm.example';
const CLOUD = { region: 'eu-central-1', farmId: `farm-${'0'.repeat(32)}`, queueId: `queue-${'0'.repeat(32)}` };

test.each([
  [{ type: 'slurm' }, []],
  [{ type: 'opencue' }, ['A farm of OpenCue needs "url" and "show".']],
  [{ type: 'opencue', url: URL, show: 'demo' }, []],
  [
    { type: 'opencue', url: URL, show: 'a b' },
    ['A show of OpenCue is letters, digits, _ and dots, at least three of them.'],
  ],
  [{ type: 'slurm', url: 'unix:/run/slurmrestd.sock', user: 'render', apiVersion: 'v0.0.38' }, []],
  [
    { type: 'slurm', user: 'render', apiVersion: 'v0.0.38', platform: 'windows' },
    [
      'By Slurm\'s commands jobs belong to whoever runs Compline: "user" needs "url".',
      '"apiVersion" is that of the REST daemon: it needs "url".',
      'Slurm has no machines with Windows.',
    ],
  ],
  [{ type: 'deadline' }, ['A farm of Deadline needs "url".']],
  [{ type: 'flamenco', url: URL }, []],
  [{ type: 'deadline-cloud' }, ['A farm of Deadline Cloud needs "region", "farmId" and "queueId".']],
  [{ type: 'deadline-cloud', ...CLOUD }, []],
])('what %j lacks', (written, expected) => {
  expect(farmFaults(farmSchema.parse(written)).map(({ message }) => message)).toEqual(expected);
});

test('defaults are no settings that somebody has written', () => {
  for (const type of FARM_TYPES) expect(unusedSettings(farmSchema.parse({ type }))).toEqual([]);
  const farm = farmSchema.parse({ type: 'flamenco', url: URL, limits: ['a'], group: 'gpu', ...CLOUD });
  expect(unusedSettings(farm)).toEqual(['limits', 'region', 'farmId', 'queueId']);
});

test('every setting says something to some type, and every type says what it needs', () => {
  for (const key of Object.keys(farmSchema.shape)) {
    expect(FARM_TYPES.filter((type) => knowsSetting(type, key)).length, key).toBeGreaterThan(0);
  }
  expect(FARM_TYPES.map(farmAbout)[1]).toBe('OpenCue. It needs "url" and "show".');
});

describe('a credential is held back', () => {
  test.each([
    ['http://farm.example', 'deadline', true],
    ['https://farm.example', 'deadline', false],
    ['http://localhost:80', 'deadline', false],
    ['http://[::1]:80/x', 'deadline', false],
    ['http://farm.example', 'flamenco', false],
    ['unix:/run/slurm', 'slurm', false],
  ] as const)('%s of %s: %s', (url, type, expected) => {
    expect(holdsCredentialBack(farmSchema.parse({ type, url }))).toBe(expected);
    expect(holdsCredentialBack(farmSchema.parse({ type, url, unencrypted: true }))).toBe(false);
  });
});
