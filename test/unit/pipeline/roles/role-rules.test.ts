import { expect, test } from 'vitest';
import { configSchema } from '../../../../server/formats/config/schema.ts';
import { isFinal, roleOf, whyNot } from '../../../../server/pipeline/roles/role-rules.ts';

const config = (rules: object = {}) =>
  configSchema.parse({
    version: 1,
    project: { id: 'DEMO' },
    roles: { admin: ['ada'], supervisor: ['sue', 'bob'], lead: ['lee'], coordinator: ['cora'], artist: ['ann', 'bob'] },
    rules,
  });

test.each([
  ['ada', 'admin'],
  ['sue', 'project'],
  ['LEE', 'lead'],
  ['cora', 'lead'],
  ['ann', 'standard'],
  ['bob', 'project'],
  ['nobody', 'standard'],
])('%s has the role %s', (user, role) => expect(roleOf(config(), user)).toBe(role));

test.each<[string, object, Parameters<typeof whyNot>[2], string[]]>([
  ['without rules everybody may', {}, 'publish', ['ann', 'lee', 'sue', 'ada']],
  ['a role may what those below it may', { publish: 'lead' }, 'publish', ['lee', 'sue', 'ada']],
  ['a rule holds for its action alone', { publish: 'admin' }, 'preview', ['ann', 'lee', 'sue', 'ada']],
  ['a final publish is a publish', { publish: 'project' }, 'publish-final', ['sue', 'ada']],
  ['a final publish has its own rule', { publish: 'standard', publishFinal: 'admin' }, 'publish-final', ['ada']],
  ['take-overs', { takeOver: 'lead' }, 'take-over', ['lee', 'sue', 'ada']],
])('%s', (_name, rules, action, allowed) => {
  const users = ['ann', 'lee', 'sue', 'ada'];
  expect(users.filter((user) => whyNot(config(rules), user, action) === undefined)).toEqual(allowed);
});

test('the reason says who, what and which role', () => {
  expect(whyNot(config({ approve: 'project' }), 'lee', 'approve')).toBe(
    'lee may not approve versions in this project: that needs the role project, and lee has the role lead.',
  );
});

test.each([
  [{}, 'ok', true],
  [{}, 'WIP', false],
  [{ finalStates: ['DLV'] }, 'OK', false],
])('with %o the state %s is final: %s', (rules, state, final) => expect(isFinal(config(rules), state)).toBe(final));
