import type { CoreProjects } from '../../../../client/core/core-projects.ts';
import { FarmCommands } from '../../../../client/farms/farm-commands.ts';
import { FarmSecrets } from '../../../../client/farms/farm-secrets.ts';
import { KnownFarms } from '../../../../client/farms/known-farms.ts';
import type { FarmStatus } from '../../../../server/protocol/farms.ts';
import type { ProjectFarm } from '../../../../server/protocol/projects.ts';
import { FakeCore } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { someFarm } from './some-farm.ts';

/** A project `/p` with a farm `studio` that needs a credential. */
export function farmsRig() {
  const core = new FakeCore();
  const state = {
    farms: [
      someFarm('local', { isDefault: true }),
      someFarm('studio', { credential: 'missing', credentialName: 'JWT secret', credentialVariable: 'STUDIO_JWT' }),
    ] as FarmStatus[],
    described: [{ name: 'studio', type: 'slurm', target: 'https://slurm.example' }] as ProjectFarm[],
    trusted: true,
    answers: { answers: 'yes' } as Partial<FarmStatus>,
  };
  const farm = (name: string): FarmStatus => state.farms.find((it) => it.name === name) ?? someFarm(name);
  core.answers.set('project/status', () => ({
    project: {
      ...{ root: '/p', config: '/p/compline.yaml', problems: [], trustHash: 'h', programs: [], webhooks: [] },
      ...{ trusted: state.trusted, farms: state.described },
    },
  }));
  core.answers.set('farms/list', () => ({ farms: state.farms }));
  core.answers.set('farms/ask', ({ farm: name }: { farm: string }) => ({ farm: { ...farm(name), ...state.answers } }));
  core.answers.set('farms/secret', ({ farm: name, secret }: { farm: string; secret?: string }) => {
    const credential = secret === undefined ? 'missing' : 'set';
    state.farms = state.farms.map((it) => (it.name === name ? { ...it, credential } : it));
    return { farm: farm(name) };
  });
  const kept = new Map<string, string>();
  const warned: unknown[] = [];
  const projects = { roots: async () => ['/p'], asOpened: (file: string) => file } as unknown as CoreProjects;
  const secrets = new FarmSecrets({
    ...{ core: core.core, projects },
    secrets: {
      get: async (key) => kept.get(key),
      store: async (key, value) => void kept.set(key, value),
      delete: async (key) => void kept.delete(key),
    },
    log: { warn: (...all: unknown[]) => void warned.push(...all) } as never,
  });
  const known = new KnownFarms({ core: core.core, supply: () => secrets.handOver() });
  const server = {
    execute: async (...all: readonly unknown[]) => {
      editor.ran.push(['server', ...all]);
      editor.documentOf('compline.yaml').isDirty = true;
    },
  };
  const commands = new FarmCommands({ core: core.core, projects, known, secrets, server });
  return { core, state, kept, warned, projects, secrets, known, commands };
}
