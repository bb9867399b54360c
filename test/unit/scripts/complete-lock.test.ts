import { expect, test } from 'vitest';
import { complete, platformOf } from '../../../scripts/complete-lock.mjs';

test.each([
  ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxc-parser/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
])('the platform of %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('a name that tells no platform is refused', () => {
  expect(() => platformOf('left-pad')).toThrow('left-pad');
});

test('what is missing is added, what is there is kept, and the entries are in order', () => {
  const lock = {
    packages: {
      '': { name: 'it' },
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { 'tool-linux-x64': '1.0.0', 'tool-darwin-x64': '1.0.0' },
      },
      'node_modules/tool-linux-x64': { version: '1.0.0', integrity: 'sha512-abc' },
    },
  };
  const { lock: result, added } = complete(lock);
  expect(added).toEqual(['tool-darwin-x64@1.0.0']);
  expect(Object.keys(result.packages)).toEqual([
    '',
    'node_modules/tool',
    'node_modules/tool-darwin-x64',
    'node_modules/tool-linux-x64',
  ]);
  expect(result.packages).toMatchObject({
    ...lock.packages,
    'node_modules/tool-darwin-x64': { version: '1.0.0', os: ['darwin'], cpu: ['x64'], dev: true, optional: true },
  });
});
