import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Dismissed } from '../../../../client/core/error-reporter.ts';
import type { PipelineCore } from '../../../../client/core/pipeline-core.ts';
import { ensureTrust, withTrust } from '../../../../client/core/trust-project.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';

const { dialog } = vi.hoisted(() => ({ dialog: { answer: undefined as string | undefined, details: [] as string[] } }));
vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  window: {
    showWarningMessage: async (_message: string, { detail }: { detail: string }) => {
      dialog.details.push(detail);
      return dialog.answer;
    },
  },
}));

const programs = [{ name: 'ffmpeg', commandLine: ['ffmpeg', '-i', '{media}'] }];
const untrusted = new ComplineError({
  code: 'project-not-trusted',
  message: 'Not trusted.',
  details: { root: '/p', hash: 'h1', programs },
});

let trusted: string[];
let status: { trusted: boolean; problems: object[] };
let core: PipelineCore;

beforeEach(() => {
  dialog.answer = 'Trust and Continue';
  dialog.details = [];
  trusted = [];
  status = { trusted: false, problems: [] };
  const request = async (name: string, params: { hash?: string }) => {
    if (name === 'project/trust') trusted.push(params.hash ?? '');
    return { project: { root: '/p', trustHash: 'h1', programs, ...status } };
  };
  core = { request } as unknown as PipelineCore;
});

describe('what needs trust', () => {
  test('goes on after the user has trusted what was shown', async () => {
    let tries = 0;
    const work = async () => {
      tries++;
      if (trusted.length === 0) throw untrusted;
      return 'done';
    };
    expect(await withTrust(core, work)).toBe('done');
    expect([tries, trusted]).toEqual([2, ['h1']]);
    expect(dialog.details[0]).toContain('ffmpeg -i {media}');
  });

  test('says whom the project would tell what happens', async () => {
    const webhooks = [
      { name: 'dailies', kind: 'slack', target: 'https://hooks.slack.example' },
      { name: 'farm', kind: 'json' },
    ];
    const details = { root: '/p', hash: 'h1', programs, webhooks };
    const refused = new ComplineError({ code: 'project-not-trusted', message: 'Not trusted.', details });
    await withTrust(core, async () => {
      if (trusted.length === 0) throw refused;
    });
    expect(dialog.details[0]).toContain('dailies (slack): https://hooks.slack.example');
    expect(dialog.details[0]).toContain('farm (json): the address that is set on this machine');
  });

  test('says which farms the project would hand jobs to', async () => {
    const farms = [
      { name: 'cue', type: 'opencue', target: 'https://cue.example' },
      { name: 'hpc', type: 'slurm' },
    ];
    const details = { root: '/p', hash: 'h1', programs, farms };
    const refused = new ComplineError({ code: 'project-not-trusted', message: 'Not trusted.', details });
    await withTrust(core, async () => {
      if (trusted.length === 0) throw refused;
    });
    expect(dialog.details[0]).toContain('It would hand jobs to render farms:\ncue (opencue): https://cue.example');
    expect(dialog.details[0]).toContain('hpc (slurm): by the commands of this machine');
  });

  test('is called off where the user does not trust', async () => {
    dialog.answer = undefined;
    await expect(withTrust(core, () => Promise.reject(untrusted))).rejects.toThrow(Dismissed);
    expect(trusted).toEqual([]);
  });

  test('asks once only', async () => {
    await expect(withTrust(core, () => Promise.reject(untrusted))).rejects.toBe(untrusted);
    expect(dialog.details).toHaveLength(1);
  });

  test('passes other errors on without a question', async () => {
    const other = new ComplineError({ code: 'locked', message: 'Ann holds it.' });
    await expect(withTrust(core, () => Promise.reject(other))).rejects.toBe(other);
    expect(dialog.details).toEqual([]);
  });
});

test.each([
  ['a project that is not trusted is asked about', { trusted: false, problems: [] }, ['h1']],
  ['one that is trusted is not', { trusted: true, problems: [] }, []],
  ['one whose configuration cannot be used is not', { trusted: false, problems: [{}] }, []],
])('%s', async (_, state, hashes) => {
  status = state;
  await ensureTrust(core, '/p/a.comp');
  expect(trusted).toEqual(hashes);
});
