import type { Config, RulesConfig } from '../../formats/config/schema.ts';
import { type Action, actionSchema, type Role, roleSchema } from '../../protocol/roles.ts';

/** The lists of `roles` in `compline.yaml`, and the role that each gives. */
const ROLE_OF_LIST: Readonly<Record<keyof Config['roles'], Role>> = {
  admin: 'admin',
  project: 'project',
  supervisor: 'project',
  lead: 'lead',
  coordinator: 'lead',
  standard: 'standard',
  artist: 'standard',
};

/** The key of `rules` for each action. */
const KEY_OF_ACTION: Readonly<Record<Action, Exclude<keyof RulesConfig, 'finalStates' | 'finalNeedsApproval'>>> = {
  publish: 'publish',
  'publish-final': 'publishFinal',
  preview: 'preview',
  approve: 'approve',
  'take-over': 'takeOver',
  restore: 'restore',
  'change-configuration': 'changeConfiguration',
};

/** How an action is told: "You may not …". */
const WORDS: Readonly<Record<Action, string>> = {
  publish: 'publish',
  'publish-final': 'publish a final version',
  preview: 'render previews',
  approve: 'approve versions',
  'take-over': "take over somebody else's lock",
  restore: 'restore earlier versions',
  'change-configuration': 'change the configuration',
};

/** Every action there is. */
export const ACTIONS: readonly Action[] = actionSchema.options;

const rankOf = (role: Role): number => roleSchema.options.indexOf(role);

/** The highest role that the lists of a project give a user; letter case is all one. Who is in no list is `standard`. */
export function roleOf({ roles }: Pick<Config, 'roles'>, user: string): Role {
  const name = user.toLowerCase();
  let highest: Role = 'standard';
  for (const [list, role] of Object.entries(ROLE_OF_LIST)) {
    const people: readonly string[] = roles[list as keyof Config['roles']] ?? [];
    if (rankOf(role) > rankOf(highest) && people.some((it) => it.toLowerCase() === name)) highest = role;
  }
  return highest;
}

/** The role that an action needs; undefined where everybody may. */
export function roleNeeded({ rules }: Pick<Config, 'rules'>, action: Action): Role | undefined {
  const own = rules[KEY_OF_ACTION[action]];
  return action === 'publish-final' ? (own ?? rules.publish) : own;
}

/** Why a user may not do something in a project; undefined where they may. A sentence for people. */
export function whyNot(config: Pick<Config, 'roles' | 'rules'>, user: string, action: Action): string | undefined {
  const needed = roleNeeded(config, action);
  const role = roleOf(config, user);
  if (needed === undefined || rankOf(role) >= rankOf(needed)) return undefined;
  return `${user} may not ${WORDS[action]} in this project: that needs the role ${needed}, and ${user} has the role ${role}.`;
}

/** Whether versions in a state are final; letter case is all one. */
export function isFinal({ rules }: Pick<Config, 'rules'>, state: string): boolean {
  return rules.finalStates.some((it) => it.toLowerCase() === state.toLowerCase());
}
