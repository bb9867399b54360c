import type { AuditEvent } from '../audit/audit-trail.ts';

/** An event as people are told of it. */
export interface ToldEvent {
  readonly event: string;
  /** The name of the project. */
  readonly project: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** What is known of it, by the names of the placeholders; empty where it is not. */
  readonly facts: Readonly<Record<Placeholder, string>>;
}

const PLACEHOLDERS = [
  'event',
  'project',
  'comp',
  'step',
  'version',
  'state',
  'user',
  'comment',
  'frames',
  'reason',
] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/** What is said where no template is given; a part in brackets is left out where its placeholder stands for nothing. */
const TEMPLATES: Readonly<Record<string, string>> = {
  publish: '{user} published {comp}[ version {version}][ ({state})][: {comment}]',
  preview: '{user} rendered a preview of {comp}[: {comment}]',
  'publish-failed': 'The publish of {comp} by {user} failed[: {reason}]',
  approved: '{user} approved {comp}[ version {version}][: {comment}]',
  'approval-withdrawn': '{user} took back the approval of {comp}[ version {version}][: {comment}]',
  'lock-taken-over': '{user} took over the lock of {comp}[: {reason}]',
  'role-refused': '{user} was refused: {reason}[ ({comp})]',
  test: 'Compline can send messages of {project} here.',
};

/** What is told of an event of the audit trail. `user`: who did it. */
export function toldEvent(event: AuditEvent, project: string, user: string, at: string): ToldEvent {
  const file = [event.comp, event.file].find((it) => typeof it === 'string');
  const text = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const facts: Record<Placeholder, string> = {
    event: event.event,
    project,
    comp: text(file).replace(/^.*\//, ''),
    step: text(event.step),
    version: typeof event.number === 'number' ? String(event.number).padStart(3, '0') : '',
    state: text(event.state),
    user,
    comment: text(event.comment),
    frames: framesText(event.frames),
    reason: text(event.reason) || text(event.action),
  };
  return { event: event.event, project, at, facts };
}

/** The text of a message: a template with what is known put in; on one line where it is the usual one. */
export function textOf({ event, facts }: ToldEvent, template?: string): string {
  const put = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const known = PLACEHOLDERS.find((it) => it === name);
      return known === undefined ? whole : facts[known];
    });
  if (template !== undefined) return put(template);
  const usual = TEMPLATES[event] ?? '{user}: {event} {comp}';
  return put(
    usual.replaceAll(/\[([^\]]*)\]/g, (_, part: string) => {
      const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => PLACEHOLDERS.find((it) => it === name));
      return names.every((name) => name !== undefined && facts[name] !== '') ? part : '';
    }),
  ).trim();
}

function framesText(frames: unknown): string {
  if (typeof frames !== 'object' || frames === null || !('first' in frames) || !('last' in frames)) return '';
  return frames.first === frames.last ? String(frames.first) : `${frames.first}-${frames.last}`;
}
