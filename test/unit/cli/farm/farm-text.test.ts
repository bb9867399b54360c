import { expect, test } from 'vitest';
import { farmsText, offersText } from '../../../../server/cli/farm/farm-text.ts';
import { type FarmStatus, farmStatusSchema } from '../../../../server/protocol/farms.ts';

const farm = (more: Partial<FarmStatus> = {}): FarmStatus =>
  farmStatusSchema.parse({
    ...{
      name: 'studio',
      type: 'slurm',
      isDefault: true,
      answers: 'yes',
      credential: 'not-needed',
      faults: [],
      jobs: 1,
    },
    ...more,
  });

test('the farms of a project, a line each, and what is wrong below them', () => {
  const text = farmsText([
    farm({ name: 'local', type: 'local', isDefault: false, jobs: 0 }),
    farm(),
    farm({
      ...{
        name: 'cue',
        type: 'opencue',
        isDefault: false,
        answers: 'no',
        message: 'It was not\u001b reached.',
        jobs: 2,
      },
      ...{ credential: 'missing', credentialName: 'JWT', credentialVariable: 'COMPLINE_FARM_CUE' },
      faults: ['A farm of OpenCue needs "show".'],
    }),
  ]);
  expect(text.replaceAll(/ {2,}/g, ' | ')).toBe(
    [
      ' | local | local | answers | 0 jobs',
      '* | studio | slurm | answers | 1 job',
      ' | cue | opencue | does not answer | no JWT: set COMPLINE_FARM_CUE | 2 jobs',
      'cue: It was not\\u001b reached.',
      'cue: A farm of OpenCue needs "show".',
      '',
    ].join('\n'),
  );
});

test('what a farm has to choose from', () => {
  const offers = { version: 'Slurm 22.05.8', pools: ['render', 'gpu'], machines: { up: 1, all: 2 }, limits: [] };
  expect(offersText({ farm: farm({ credential: 'set', credentialName: 'JWT' }), offers })).toBe(
    `*  studio  slurm  answers  JWT is set  1 job
version   Slurm 22.05.8
machines  1 of 2 up
pools     render, gpu
`,
  );
});
