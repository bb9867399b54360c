import { expect, test } from 'vitest';
import { configSchema } from '../../../../server/formats/config/schema.ts';
import { resolveRenderer } from '../../../../server/formats/renderers/renderer.ts';
import { farmsOf, programsOf, trustHash, webhooksOf } from '../../../../server/pipeline/trust/trust-hash.ts';

const config = (renderers: object, more: object = {}) =>
  configSchema.parse({ version: 1, project: { id: 'DEMO' }, renderers, ...more });

const ffmpeg = { program: 'ffmpeg', args: ['-i', '{media}'], environment: { A: '1', B: '2' } };
const base = config({ ffmpeg, nuke: { program: 'nuke', args: [] } });
const hash = (of: ReturnType<typeof config>, root = '/p') => trustHash(root, of);

test.each([
  [
    'the order of the text',
    config({ nuke: { program: 'nuke', args: [] }, ffmpeg: { ...ffmpeg, environment: { B: '2', A: '1' } } }),
  ],
  ['what runs nothing', config({ ffmpeg, nuke: { program: 'nuke', args: [], timeout: 9 } }, { startFrame: 1 })],
])('%s changes no trust', (_, changed) => {
  expect(hash(changed)).toBe(hash(base));
});

test.each([
  ['another program', { ffmpeg: { ...ffmpeg, program: 'sh' }, nuke: { program: 'nuke', args: [] } }],
  ['another argument', { ffmpeg: { ...ffmpeg, args: ['-i', '{media}', '-y'] }, nuke: { program: 'nuke', args: [] } }],
  ['arguments cut elsewhere', { ffmpeg: { ...ffmpeg, args: ['-i{media}'] }, nuke: { program: 'nuke', args: [] } }],
  ['another environment', { ffmpeg: { ...ffmpeg, environment: { A: '1' } }, nuke: { program: 'nuke', args: [] } }],
  ['one renderer more', { ffmpeg, nuke: { program: 'nuke', args: [] }, maya: { program: 'Render', args: [] } }],
  [
    'another script',
    {
      ffmpeg: { ...ffmpeg, script: 'a.py' },
      nuke: { program: 'nuke', args: [] },
    },
  ],
])('%s needs new trust', (_, renderers) => {
  expect(hash(config(renderers))).not.toBe(hash(base));
});

test('what a preset says is trusted as if the configuration said it', () => {
  const preset = config({ b: { preset: 'blender' } });
  const { programs, args } = resolveRenderer('b', { preset: 'blender' });
  expect(hash(preset)).toBe(hash(config({ b: { program: programs[0], args } })));
  expect(hash(preset)).not.toBe(hash(config({ b: { preset: 'blender', args: [] } })));
});

test('another project needs trust of its own', () => {
  expect(hash(base, '/other')).not.toBe(hash(base));
});

test('the programs are shown in the order of their names', () => {
  expect(programsOf(base)).toEqual([
    { name: 'ffmpeg', commandLine: ['ffmpeg', '-i', '{media}'] },
    { name: 'nuke', commandLine: ['nuke'] },
  ]);
  const script = {
    preset: 'mayapy',
    script: 'pipeline/render.py',
    args: ['{script}', ['--layer', '{layer}'], '{scene}'],
  };
  expect(programsOf(config({ m: script }))).toEqual([
    { name: 'm', commandLine: ['mayapy', 'pipeline/render.py', '[--layer {layer}]', '{scene}'] },
  ]);
});

const slack = { kind: 'slack', url: 'https://hooks.slack.example/services/T0/B0/secret' };
const called = config({}, { webhooks: { dailies: slack } });

test.each([
  ['another address', { dailies: { ...slack, url: 'https://hooks.slack.example/services/T0/B0/other' } }],
  ['an address that is set on each machine', { dailies: { kind: 'slack' } }],
  ['one webhook more', { dailies: slack, farm: { kind: 'json' } }],
  ['no webhook', {}],
])('%s needs new trust', (_, webhooks) => {
  expect(hash(config({}, { webhooks }))).not.toBe(hash(called));
});

test('what a webhook is told changes no trust', () => {
  expect(hash(config({}, { webhooks: { dailies: { ...slack, template: '{comp}', events: ['approved'] } } }))).toBe(
    hash(called),
  );
});

test('the secret part of an address is not shown', () => {
  expect(webhooksOf(config({}, { webhooks: { b: { kind: 'json' }, a: slack } }))).toEqual([
    { name: 'a', kind: 'slack', target: 'https://hooks.slack.example' },
    { name: 'b', kind: 'json' },
  ]);
});

const farmed = (farms: object, more: object = {}) => config({ ffmpeg }, { farms, ...more });
const cue = { type: 'opencue', url: 'https://cue.example:8448/', show: 'demo' };

test.each([
  ['the farm that is the default', farmed({ cue }, { farm: 'cue' })],
  ['a pool, a group and limits', farmed({ cue: { ...cue, group: 'gpu', limits: ['nuke'] } })],
  ['what is written out', farmed({ cue: { ...cue, verify: true } })],
])('%s changes no trust', (_, changed) => {
  expect(hash(changed)).toBe(hash(farmed({ cue })));
});

test.each([
  ['a farm', farmed({ cue })],
  ['another address of a farm', farmed({ cue: { ...cue, url: 'https://evil.example/' } })],
  ['a farm by another name', farmed({ deadline: cue })],
  ['a certificate that nobody vouches for', farmed({ cue: { ...cue, verify: false } })],
  ['a credential in the clear', farmed({ cue: { ...cue, unencrypted: true } })],
  ['another user', farmed({ cue: { ...cue, user: 'root' } })],
  ['a webhook beside a farm', farmed({ cue }, { webhooks: { cue: { kind: 'json', url: 'https://a.example' } } })],
])('%s needs new trust', (name, changed) => {
  const before = name === 'a farm' ? config({ ffmpeg }) : farmed({ cue });
  expect(hash(changed)).not.toBe(hash(before));
});

test('farms are shown by where they are', () => {
  const region = { type: 'deadline-cloud', region: 'eu-central-1' };
  const farms = { hpc: { type: 'slurm' }, cue, aws: region, here: { type: 'slurm', url: 'unix:/s' } };
  expect(farmsOf(farmed(farms))).toEqual([
    { name: 'aws', type: 'deadline-cloud', target: 'eu-central-1' },
    { name: 'cue', type: 'opencue', target: 'https://cue.example:8448/' },
    { name: 'here', type: 'slurm', target: 'unix:/s' },
    { name: 'hpc', type: 'slurm' },
  ]);
});

test('a project without farms is trusted as before there were any', () => {
  expect(hash(config({ ffmpeg }))).toBe('e51dcd4353f96370d4faa7756648191dd7dcf8cab9f6c5939732b5cfd54bc749');
});
