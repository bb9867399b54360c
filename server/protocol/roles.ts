import * as z from 'zod';

/** The roles of a project, each with what the ones before it may do; those of Ramses, `RamUser.role`. */
export const roleSchema = z.enum(['standard', 'lead', 'project', 'admin']);
export type Role = z.output<typeof roleSchema>;

/** What a rule can ask a role for. */
export const actionSchema = z.enum([
  'publish',
  'publish-final',
  'preview',
  'approve',
  'take-over',
  'restore',
  'change-configuration',
]);
export type Action = z.output<typeof actionSchema>;

export const abilitySchema = z.object({
  action: actionSchema,
  allowed: z.boolean(),
  /** Why it is not allowed: a sentence for people. */
  reason: z.string().optional(),
});

export const abilitiesSchema = z.object({
  root: z.string(),
  /** The name that the user is known by, and the role that follows from it. */
  user: z.string(),
  role: roleSchema,
  actions: z.array(abilitySchema),
  /** The states in which a version is final. */
  finalStates: z.array(z.string()),
  finalNeedsApproval: z.boolean(),
  /** What is wrong with the configuration: until it is corrected nobody knows its rules. */
  fault: z.string().optional(),
});
export type Abilities = z.output<typeof abilitiesSchema>;

/** Which versions of a comp a number counts: those under `_published`, or those under `_versions`. */
export const versionKindSchema = z.enum(['published', 'saved']);
export type VersionKind = z.output<typeof versionKindSchema>;

/** Somebody approved a version of a comp. */
export const approvalSchema = z.looseObject({
  version: z.int().nonnegative(),
  kind: versionKindSchema,
  user: z.string(),
  displayName: z.string().optional(),
  machine: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  comment: z.string(),
  /** The SHA-256 of the comp as that version holds it, in hexadecimal. */
  compSha256: z.string(),
});
export type Approval = z.output<typeof approvalSchema>;
