import { l10n } from 'vscode';
import type { FarmOffers, FarmStatus } from '../../server/protocol/farms.ts';
import { answerText, farmName, farmStanding, farmType, LOCAL } from '../farms/farm-texts.ts';
import type { FormFacts } from './form-facts.ts';
import type { FormNote } from './form-notes.ts';
import type { FormValues } from './form-values.ts';
import type { FormChoice } from './form-view.ts';

/** What is known of the farm that is asked. */
export interface FarmCheck {
  readonly farm: string;
  /** Absent while it is being asked. */
  readonly answer?: { readonly farm: FarmStatus; readonly offers?: FarmOffers | undefined };
  /** Why it could not be asked, in a sentence. */
  readonly problem?: string;
}

/** The lists of the fields about a farm. */
export interface FarmLists {
  readonly pools: readonly string[];
  readonly groups: readonly string[];
  readonly limits: readonly string[];
}

type Chosen = Pick<FormValues, 'farm'>;

/** The name of the farm that the job goes to: the one that is chosen, else the project's. */
export function farmOf({ farms = [] }: Pick<FormFacts, 'farms'>, { farm }: Chosen): string {
  return farm === '' ? (farms.find(({ isDefault }) => isDefault)?.name ?? LOCAL) : farm;
}

/** True where another machine than this one renders: what this one has is then no limit. */
export function isElsewhere(facts: Pick<FormFacts, 'farms'>, values: Chosen): boolean {
  return farmOf(facts, values) !== LOCAL;
}

/** The farm to begin with where somebody wants to submit to one: the project's, else the first there is. */
export function firstFarm(farms: readonly FarmStatus[]): string {
  const isFarm = ({ name }: FarmStatus): boolean => name !== LOCAL;
  return (farms.find((it) => it.isDefault && isFarm(it)) ?? farms.find(isFarm))?.name ?? '';
}

/** The farms to choose from. What is chosen stays while nobody knows the farms. */
export function farmChoices(facts: Pick<FormFacts, 'farms'>, values: Chosen): readonly FormChoice[] {
  const { farms = [] } = facts;
  const isKnown = values.farm === '' || farms.some(({ name }) => name === values.farm);
  return [
    {
      value: '',
      label:
        facts.farms === undefined
          ? l10n.t('As the project says')
          : l10n.t('As the project says: {0}', farmName(farmOf(facts, { farm: '' }))),
    },
    ...farms.map((farm) => ({ value: farm.name, label: choiceText(farm) })),
    ...(isKnown ? [] : [{ value: values.farm, label: farmName(values.farm) }]),
  ];
}

function choiceText(farm: FarmStatus): string {
  const name = farm.name === LOCAL ? farmName(farm.name) : `${farm.name} (${farmType(farm.type)})`;
  return farm.isDefault ? l10n.t('{0}, the default', name) : name;
}

function checkOf({ farmCheck }: Pick<FormFacts, 'farmCheck'>, farm: string): FarmCheck | undefined {
  return farmCheck?.farm === farm ? farmCheck : undefined;
}

/** What there is to choose from at the farm. */
export function farmLists(facts: FormFacts, values: Chosen): FarmLists {
  const { pools = [], groups = [], limits = [] } = checkOf(facts, farmOf(facts, values))?.answer?.offers ?? {};
  return { pools, groups, limits };
}

/** Whether the farm answers: it is asked when it is chosen, and nobody has to wait for that. */
export function farmNote(facts: FormFacts, values: Chosen): FormNote {
  const name = farmOf(facts, values);
  if (facts.farms === undefined && values.farm === '') return { text: '' };
  if (facts.farms?.every((farm) => farm.name === LOCAL) === true) {
    return { text: l10n.t('The project has no farm yet: describe one under "farms" in compline.yaml.') };
  }
  if (name === LOCAL) return { text: l10n.t('This machine renders.') };
  const check = checkOf(facts, name);
  if (check === undefined) return { text: '' };
  if (check.problem !== undefined) return { text: check.problem, isWarning: true };
  if (check.answer === undefined) return { text: l10n.t('Farm {0} is being asked.', name) };
  const { farm, offers } = check.answer;
  return {
    text: answerText(farm, offers),
    ...(farmStanding(farm) !== 'answers' && { isWarning: true }),
  };
}

/** What is to be known beside the fields about what of the farm. */
export function farmFieldNotes(
  facts: FormFacts,
  values: FormValues,
): Partial<Record<'pool' | 'group' | 'limits', FormNote>> {
  const offers = checkOf(facts, farmOf(facts, values))?.answer?.offers;
  const note = (written: readonly string[], known: readonly string[] | undefined): FormNote => {
    const strange = known === undefined ? [] : written.filter((it) => it !== '' && !known.includes(it));
    if (strange.length > 0) {
      return { text: l10n.t('The farm does not name {0}.', strange.join(', ')), isWarning: true };
    }
    return { text: l10n.t('Empty: as the project says.') };
  };
  return {
    pool: note([values.pool.trim()], offers?.pools),
    group: note([values.group.trim()], offers?.groups),
    limits: note(
      values.limits.split(',').map((it) => it.trim()),
      offers?.limits,
    ),
  };
}
