import { expect, test } from 'vitest';
import { howToInstall } from '../../../../scripts/setup/system.mjs';

test.each([
  ['linux', true, 'sudo apt-get install chromium ffmpeg'],
  ['linux', false, 'your package manager, for: chromium, ffmpeg'],
  ['darwin', false, 'brew install --cask chromium && brew install ffmpeg'],
  ['win32', false, 'winget install Google.Chrome && winget install Gyan.FFmpeg'],
] as const)('on %s (Debian: %s) it says: %s', (system, debian, command) => {
  expect(howToInstall(['chromium', 'ffmpeg'], { system, debian })).toBe(command);
});

test('Slurm is three packages of Debian', () => {
  expect(howToInstall(['slurm'], { system: 'linux', debian: true })).toBe(
    'sudo apt-get install slurm-wlm slurmrestd munge',
  );
});
