import { expect, test, vi } from 'vitest';
import { farmBarText } from '../../../../client/farms/farm-status-bar.ts';
import { answerText, farmTable } from '../../../../client/farms/farm-texts.ts';
import { farmItem } from '../../../../client/farms/pick-farm.ts';
import { someFarm } from './some-farm.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const local = someFarm('local', { isDefault: true });
const studio = someFarm('studio', { answers: 'yes' });

test.each([
  [local, undefined, 'This machine renders.'],
  [studio, undefined, 'Farm studio answers.'],
  [
    studio,
    { version: 'Slurm 22.05', machines: { up: 12, all: 14 } },
    'Farm studio answers: Slurm 22.05, 12 of 14 machines up.',
  ],
  [{ ...studio, message: 'Slurm 22.05.' }, undefined, 'Farm studio answers: Slurm 22.05.'],
  [someFarm('studio'), undefined, 'Farm studio was not asked yet.'],
  [
    someFarm('studio', { answers: 'no', message: 'No route to host.' }),
    undefined,
    'Farm studio does not answer: No route to host.',
  ],
  [someFarm('studio', { answers: 'no' }), undefined, 'Farm studio does not answer: nobody knows why.'],
  [
    someFarm('studio', { credential: 'missing', credentialName: 'JWT secret' }),
    undefined,
    'Farm studio: It needs a credential: JWT secret.',
  ],
  [
    someFarm('studio', { faults: ['A farm of Slurm needs "x".'] }),
    undefined,
    'Farm studio is not set up: A farm of Slurm needs "x".',
  ],
] as const)('what came of asking %o', (farm, offers, expected) => {
  expect(answerText(farm, offers)).toBe(expected);
});

test('a farm in a list says by words whether it answers, what it is, and that it is the default', () => {
  expect(farmItem({ ...studio, isDefault: true })).toMatchObject({
    label: 'studio',
    description: 'answers · Slurm · default',
    iconPath: { id: 'server-environment' },
  });
  expect(farmItem(local)).toMatchObject({ label: 'This Machine', description: 'renders here · default' });
  const aws = someFarm('aws', { type: 'deadline-cloud', answers: 'no', message: 'Off.' });
  expect(farmItem(aws)).toMatchObject({
    description: 'does not answer · Deadline Cloud',
    detail: 'Off.',
    iconPath: { id: 'cloud' },
  });
});

test('a table of farms is Markdown in which nothing of theirs is', () => {
  const odd = someFarm('a', { answers: 'no', message: '| [x](command:y) <b>\n*z*' });
  const [head, , first, second] = farmTable([local, odd]).split('\n');
  expect(head).toBe('| Farm | Type | State | Jobs | Asked |');
  expect(first).toBe('| This Machine \\(default\\) |  | renders here | 0 |  |');
  expect(second).toBe('| a | Slurm | does not answer: \\| \\[x\\]\\(command:y\\) \\<b\\> \\*z\\* | 0 |  |');
});

const away = { answers: 'no', message: 'Off.' } as const;

test.each([
  ['this machine alone', [local], undefined, false],
  [
    'the default that answers',
    [someFarm('local'), { ...studio, isDefault: true }],
    '$(server-environment) studio',
    false,
  ],
  ['this machine as the default', [local, studio], '$(vm) This Machine', false],
  [
    'the default that does not answer',
    [someFarm('local'), someFarm('studio', { ...away, isDefault: true })],
    '$(server-environment) studio: does not answer',
    false,
  ],
  [
    'a farm with jobs of ours that does not answer',
    [local, studio, someFarm('cue', { ...away, jobs: 2 })],
    '$(warning) cue: does not answer',
    true,
  ],
  [
    'a default without a credential',
    [someFarm('local'), someFarm('studio', { credential: 'missing', isDefault: true })],
    '$(server-environment) studio: no credential',
    false,
  ],
] as const)('the status bar with %s', (_name, farms, text, isWarning) => {
  const shown = farmBarText(farms);
  expect(shown?.text).toBe(text);
  expect(shown?.isWarning ?? false).toBe(isWarning);
});

test('a screen reader is told where jobs go, and whether that answers', () => {
  expect(farmBarText([someFarm('local'), { ...studio, isDefault: true }])?.spoken).toBe(
    'Jobs go to studio by themselves. Farm studio answers.',
  );
  expect(farmBarText([local, someFarm('cue', { ...away, jobs: 2 })])?.spoken).toBe('Farm cue does not answer: Off.');
});
