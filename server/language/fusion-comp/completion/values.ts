import { quote } from '../../../formats/comp/quoted-string.ts';
import type { InputKind } from '../../../formats/comp/registry/registry.ts';
import type { Completion, InsertText } from '../../answers/completion.ts';
import { usualValue } from './input-values.ts';
import { inputKindAtHand, inputNameAtHand, type Site, toolAtHand } from './site.ts';
import { quotedStop, stop } from './writing.ts';

/** What may follow `Value =` in the input at hand. */
export function inputValues(site: Site): readonly Completion[] {
  const kind = inputKindAtHand(site);
  if (site.writing.hasTable) return [value('FuID', ['FuID']), value('Gradient', ['Gradient']), value('Clip', ['Clip'])];
  const found = [...choices(site, kind), ...ids(site, kind), ...fromKinds(site, kind)];
  return found.length > 0 ? found : plainValues(site);
}

/** The ids for `FuID { "` of the input at hand. */
export function idStrings(site: Site): readonly Completion[] {
  return idsOf(site, inputKindAtHand(site)).map((id) => ({ ...value(id, site.writing.content(id)), kind: 'choice' }));
}

/** The ids for `FuID {` without a quote yet. */
export function quotedIds(site: Site): readonly Completion[] {
  const ids = idsOf(site, inputKindAtHand(site));
  return ids.map((id) => ({ ...value(`"${id}"`, [quote(id)]), kind: 'choice', filter: id }));
}

/** Numbers of a list with what they mean; found by either. */
function choices(site: Site, kind: InputKind | undefined): readonly Completion[] {
  const topic = topicOf(site);
  return [...(kind?.choices ?? [])].map(([number, name]) => ({
    label: String(number),
    detail: name,
    kind: 'choice',
    filter: `${number} ${name}`,
    insert: site.writing.value([String(number)]),
    topic,
  }));
}

function ids(site: Site, kind: InputKind | undefined): readonly Completion[] {
  if (kind?.kinds.includes('FuID') !== true) return [];
  const topic = topicOf(site);
  const known = idsOf(site, kind).map(
    (id): Completion => ({
      label: id,
      detail: `FuID { "${id}" }`,
      kind: 'choice',
      filter: `${id} FuID`,
      insert: site.writing.value([`FuID { ${quote(id)} }`]),
      topic,
    }),
  );
  if (known.length > 0) return known;
  return [value('FuID', site.writing.value(['FuID { ', ...quotedStop(''), ' }']))];
}

/** The ids that were seen for an input, and those that the comp at hand uses in the same place. */
function idsOf({ comp, registry, context }: Site, kind: InputKind | undefined): readonly string[] {
  const at = toolAtHand({ context, registry });
  const name = inputNameAtHand(context);
  if (kind?.ids !== undefined || at === undefined || name === undefined) return kind?.ids ?? [];
  const seen = new Set<string>();
  for (const { inputs } of (comp.toolsById.get(at.id) ?? []).slice(0, MOST_ASKED)) {
    const found = inputs.find((input) => input.name === name)?.value;
    const id = found?.kind === 'table' ? found.entries[0]?.value : undefined;
    if (id?.kind === 'string' && id.value !== '') seen.add(id.value);
  }
  return [...seen];
}

/** So many tools of a kind are asked what they have set. */
const MOST_ASKED = 50;

function fromKinds(site: Site, kind: InputKind | undefined): readonly Completion[] {
  const topic = topicOf(site);
  return (kind?.kinds ?? []).flatMap((one): readonly Completion[] => {
    if (one === 'FuID' || (one === 'number' && kind?.choices !== undefined)) return [];
    if (isSwitch(kind) && one === 'number') {
      return [
        { ...value('1', site.writing.value(['1'])), detail: 'on', topic },
        { ...value('0', site.writing.value(['0'])), detail: 'off', topic },
      ];
    }
    if (one === 'boolean') return booleans(site);
    const only: InputKind = { ...withoutStandard(kind, one), kinds: [one] };
    return [{ ...value(shown(usualValue(only)), site.writing.value(usualValue(only))), description: one, topic }];
  });
}

/** What stands where nothing is said is of the first kind that was seen. */
function withoutStandard(kind: InputKind | undefined, one: InputKind['kinds'][number]): InputKind {
  const { name = '', connects = false, frequency = 0, standard, kinds = [] } = kind ?? {};
  return { name, connects, frequency, kinds, ...(standard !== undefined && kinds[0] === one && { standard }) };
}

function isSwitch(kind: InputKind | undefined): boolean {
  return kind?.min === 0 && kind.max === 1 && kind.integer === true;
}

function plainValues(site: Site): readonly Completion[] {
  const { writing } = site;
  return [
    { ...value('0', writing.value([stop('0')])), description: 'number' },
    { ...value('{ 0.5, 0.5 }', writing.value(['{ ', stop('0.5'), ', ', stop('0.5'), ' }'])), description: 'point' },
    { ...value('""', writing.value(quotedStop(''))), description: 'string' },
    { ...value('FuID', writing.value(['FuID { ', ...quotedStop(''), ' }'])), description: 'id' },
  ];
}

/** `true` and `false`. */
export function booleans({ writing }: Site): readonly Completion[] {
  return ['true', 'false'].map((text) => value(text, writing.value([text])));
}

function value(label: string, insert: InsertText): Completion {
  return { label, kind: 'value', insert };
}

/** A value on one line, as a label. */
function shown(text: InsertText): string {
  const whole = text.map((part) => (typeof part === 'string' ? part : part.placeholder)).join('');
  const line = whole.replace(/\s+/g, ' ');
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}

function topicOf(site: Site): readonly string[] {
  return ['input', toolAtHand(site)?.id ?? '', inputNameAtHand(site.context) ?? ''];
}
