import { l10n } from 'vscode';
import type { FarmOffers, FarmStatus } from '../../server/protocol/farms.ts';
import { formatTime } from '../views/format.ts';
import { escapeMarkdown } from '../views/markdown.ts';

/** The farm that is no farm. */
export const LOCAL = 'local';

/** What people call kinds of farms. */
const TITLES: Readonly<Record<string, string>> = {
  slurm: 'Slurm',
  opencue: 'OpenCue',
  deadline: 'Deadline',
  flamenco: 'Flamenco',
  'deadline-cloud': 'Deadline Cloud',
};

/** What people call a kind of farm. */
export function farmType(type: string): string {
  return TITLES[type] ?? type;
}

/** The name of a farm as people read it. */
export function farmName(name: string): string {
  return name === LOCAL ? l10n.t('This Machine') : name;
}

/** The codicon of a farm. */
export function farmIcon({ name, type }: Pick<FarmStatus, 'name' | 'type'>): string {
  if (name === LOCAL) return 'vm';
  return type === 'deadline-cloud' ? 'cloud' : 'server-environment';
}

/** How a farm stands: `fault` and `away` keep jobs from going there. */
export type FarmStanding = 'here' | 'answers' | 'unknown' | 'away' | 'fault' | 'no-credential';

/** How a farm stands. */
export function farmStanding({ name, faults, answers, credential }: FarmStatus): FarmStanding {
  if (name === LOCAL) return 'here';
  if (faults.length > 0) return 'fault';
  if (answers === 'no') return 'away';
  if (credential === 'missing') return 'no-credential';
  return answers === 'yes' ? 'answers' : 'unknown';
}

/** How a farm stands in few words, without its name. */
export function standingText(farm: FarmStatus): string {
  switch (farmStanding(farm)) {
    case 'here':
      return l10n.t('renders here');
    case 'answers':
      return l10n.t('answers');
    case 'unknown':
      return l10n.t('not asked yet');
    case 'away':
      return l10n.t('does not answer');
    case 'fault':
      return l10n.t('not set up');
    case 'no-credential':
      return l10n.t('no credential');
  }
}

/** What there is to say besides: why it does not answer, what it is missing. Empty where there is nothing. */
export function farmDetail(farm: FarmStatus): string {
  const { faults, message = '', credential, credentialName } = farm;
  if (faults.length > 0) return faults.join(' ');
  if (credential === 'missing' && farm.answers !== 'yes') {
    const missing = l10n.t('It needs a credential: {0}.', credentialName ?? l10n.t('ask who looks after the farm'));
    return message === '' ? missing : `${message} ${missing}`;
  }
  return message;
}

/** `12 of 14 machines up`; undefined where the farm does not tell. */
function machinesText({ machines }: FarmOffers): string | undefined {
  return machines && l10n.t('{0} of {1} machines up', machines.up, machines.all);
}

/** What came of asking a farm, in a sentence: `Farm studio answers: Slurm 22.05, 12 of 14 machines up.` */
export function answerText(farm: FarmStatus, offers: FarmOffers | undefined): string {
  const name = farmName(farm.name);
  switch (farmStanding(farm)) {
    case 'here':
      return l10n.t('This machine renders.');
    case 'fault':
      return l10n.t('Farm {0} is not set up: {1}', name, farmDetail(farm));
    case 'away':
      return l10n.t('Farm {0} does not answer: {1}', name, farmDetail(farm) || l10n.t('nobody knows why.'));
    case 'no-credential':
      return l10n.t('Farm {0}: {1}', name, farmDetail(farm) || standingText(farm));
    case 'unknown':
      return l10n.t('Farm {0} was not asked yet.', name);
    case 'answers': {
      const said = offers === undefined ? [] : [offers.version, machinesText(offers)].filter((it) => it !== undefined);
      if (said.length > 0) return l10n.t('Farm {0} answers: {1}.', name, said.join(', '));
      return farm.message === undefined
        ? l10n.t('Farm {0} answers.', name)
        : l10n.t('Farm {0} answers: {1}', name, farm.message);
    }
  }
}

/** The farms of a project as a table in Markdown. What comes from files and farms is escaped. */
export function farmTable(farms: readonly FarmStatus[]): string {
  const cells = (...all: readonly string[]): string => `| ${all.join(' | ')} |`;
  const rows = farms.map((farm) => {
    const name = farm.isDefault ? l10n.t('{0} (default)', farmName(farm.name)) : farmName(farm.name);
    const detail = [standingText(farm), farmDetail(farm)].filter((it) => it !== '').join(': ');
    const type = farm.name === LOCAL ? '' : farmType(farm.type);
    const asked = formatTime(farm.askedAt) ?? '';
    return cells(...[name, type, detail, String(farm.jobs), asked].map(escapeMarkdown));
  });
  const head = cells(l10n.t('Farm'), l10n.t('Type'), l10n.t('State'), l10n.t('Jobs'), l10n.t('Asked'));
  return [head, '|---|---|---|---:|---|', ...rows].join('\n');
}
