import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { type Member, type ObjectPart, objectPart, rangeOf } from '../../formats/json/json-tree.ts';
import { addMembers, removeMember } from '../../formats/sora/edits.ts';
import { type KnownPart, knownParts } from '../../formats/sora/project.ts';
import { keyFacts, keysOf } from '../../formats/sora/schema.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { PART_WORDS } from './words.ts';

/** Keys that schema 1 does not have. Compline keeps them; the desktop application does not. */
export const soraUnknownKey: DocumentCheck<CheckedProject> = {
  code: 'sora-unknown-key',
  title: 'The format has no such key.',
  defaultSeverity: 'hint',
  *run({ project }) {
    for (const known of knownParts(project)) {
      for (const member of known.part.members) {
        if (keyFacts(known.kind, member.name) === undefined) yield* unknown(project.text, known, member);
      }
      yield undefined;
    }
  },
};

function* unknown(text: string, known: KnownPart, member: Member): Generator<Observation> {
  const { kind, part } = known;
  const range = rangeOf(member.key);
  const missing = keysOf(kind).flatMap(({ name }) => (part.byName.has(name) ? [] : [name]));
  const [meant] = nearestNames(member.name, missing, 1);
  const move = kind === 'shot' ? moveToCompline(text, part, member) : undefined;
  if (meant !== undefined) {
    const rename = {
      title: `Change to \`${meant}\``,
      edits: [{ range, newText: JSON.stringify(meant) }],
      preferred: true,
    };
    const message = `\`${member.name}\` is no key of ${PART_WORDS[kind]}. Did you mean \`${meant}\`?`;
    yield { severity: 'warning', message, range, fixes: [rename, ...(move === undefined ? [] : [move])] };
    return;
  }
  if (kind === 'compline') return;
  const consequence =
    kind === 'project' ? 'Sora Studio drops it when it saves.' : 'Sora Studio does not load a project that has it.';
  const message = `\`${member.name}\` is no key of ${PART_WORDS[kind]}. ${consequence}`;
  yield { message, range, ...(move !== undefined && { fixes: [move] }) };
}

/** What brings a key of a shot to where every program leaves it alone. */
function moveToCompline(text: string, shot: ObjectPart, member: Member): Fix | undefined {
  const title = `Move \`${member.name}\` to \`meta.compline\``;
  const json = textOf(text, member);
  if (json === undefined) return undefined;
  const metaMember = shot.byName.get('meta');
  const meta = objectPart(metaMember?.value);
  if (metaMember !== undefined && meta === undefined) return undefined;
  const complineMember = meta?.byName.get('compline');
  const compline = objectPart(complineMember?.value);
  if (complineMember !== undefined && compline === undefined) return undefined;
  if (compline?.byName.has(member.name)) return undefined;
  const inner = `{ ${JSON.stringify(member.name)}: ${json} }`;
  if (meta === undefined && shot.members.length === 1) {
    const newText = `"meta": { "compline": ${inner} }`;
    return { title, edits: [{ range: rangeOf(member.property), newText }] };
  }
  return { title, edits: [{ range: removeMember(text, shot, member), newText: '' }, ...added()] };

  function added(): readonly TextEdit[] {
    if (compline !== undefined) return addMembers(text, compline, [{ name: member.name, json: json ?? 'null' }]);
    if (meta !== undefined) return addMembers(text, meta, [{ name: 'compline', json: inner }]);
    return addMembers(text, shot, [{ name: 'meta', json: `{ "compline": ${inner} }` }]);
  }
}

/** A value as it is written, on one line. */
function textOf(text: string, { value }: Member): string | undefined {
  if (value === undefined) return undefined;
  const { start, end } = rangeOf(value);
  return text.slice(start, end).replace(/\s*\r?\n\s*/g, ' ');
}
