import type { FarmOffers, FarmStatus } from '../../protocol/farms.ts';
import { formatTable } from '../table.ts';
import { printable } from '../terminal.ts';

const ANSWERS = { yes: 'answers', no: 'does not answer', unknown: 'not asked yet' } as const;

/** The farms of a project, a line each, with what is wrong below them. */
export function farmsText(farms: readonly FarmStatus[]): string {
  const rows = farms.map((farm) => [
    farm.isDefault ? '*' : '',
    farm.name,
    farm.type,
    ANSWERS[farm.answers],
    credentialText(farm),
    farm.jobs === 1 ? '1 job' : `${farm.jobs} jobs`,
  ]);
  return `${formatTable(rows.map((row) => row.map(printable)))}${farms.map(faultsText).join('')}`;
}

function faultsText({ name, message, faults }: FarmStatus): string {
  const said = [...(message === undefined ? [] : [message]), ...faults];
  return said.map((it) => `${printable(`${name}: ${it}`)}\n`).join('');
}

function credentialText({ credential, credentialName = 'credential', credentialVariable }: FarmStatus): string {
  switch (credential) {
    case 'set':
      return `${credentialName} is set`;
    case 'environment':
      return `${credentialName} from ${credentialVariable ?? 'the environment'}`;
    case 'missing':
      return `no ${credentialName}: set ${credentialVariable ?? 'it'}`;
    case 'not-needed':
      return '';
  }
}

/** What a farm has said when it was asked. */
export function offersText({
  farm,
  offers,
}: {
  readonly farm: FarmStatus;
  readonly offers?: FarmOffers | undefined;
}): string {
  const { version, machines, pools, groups, limits } = offers ?? {};
  const facts: [string, string | undefined][] = [
    ['version', version],
    ['machines', machines && `${machines.up} of ${machines.all} up`],
    ['pools', pools?.join(', ')],
    ['groups', groups?.join(', ')],
    ['limits', limits?.join(', ')],
  ];
  const told = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, printable(value)]],
  );
  return `${farmsText([farm])}${formatTable(told)}`;
}
