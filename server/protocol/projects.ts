import * as z from 'zod';

/** What a project would run: shown before it is trusted. */
export const projectProgramSchema = z.object({ name: z.string(), commandLine: z.array(z.string()) });

/** Whom a project would tell what happens in it: shown before it is trusted. `target`: the host, where the configuration
 * names one. */
export const projectWebhookSchema = z.object({
  name: z.string(),
  kind: z.enum(['slack', 'google-chat', 'json']),
  target: z.string().optional(),
});
export type ProjectWebhook = z.output<typeof projectWebhookSchema>;

/** A farm that a project would hand jobs to: shown before it is trusted. `target`: its whole address, or region
 * and ids, where the configuration names them; the commands of this machine reach it where it does not. What is kept for
 * a farm is kept by it, so that another address does not get it. */
export const projectFarmSchema = z.object({ name: z.string(), type: z.string(), target: z.string().optional() });
export type ProjectFarm = z.output<typeof projectFarmSchema>;

/** A fault in `compline.yaml`. Lines and characters count from 0. */
export const configProblemSchema = z.object({
  message: z.string(),
  line: z.int(),
  character: z.int(),
  /** The code of the check that tells of it. */
  code: z.string().optional(),
  /** The file that it is in, where that is one that `compline.yaml` builds on. */
  path: z.string().optional(),
});

export const projectStatusSchema = z.object({
  root: z.string(),
  /** The path of `compline.yaml`. */
  config: z.string(),
  id: z.string().optional(),
  problems: z.array(configProblemSchema),
  trusted: z.boolean(),
  /** Names what the project would run; trust is given to exactly this. */
  trustHash: z.string(),
  programs: z.array(projectProgramSchema),
  webhooks: z.array(projectWebhookSchema).default([]),
  farms: z.array(projectFarmSchema).default([]),
});
export type ProjectStatus = z.output<typeof projectStatusSchema>;

/** The details of the error `project-not-trusted`: what there is to trust. */
export const untrustedDetailsSchema = z.object({
  root: z.string(),
  hash: z.string(),
  programs: z.array(projectProgramSchema),
  webhooks: z.array(projectWebhookSchema).default([]),
  farms: z.array(projectFarmSchema).default([]),
});
export type UntrustedDetails = z.output<typeof untrustedDetailsSchema>;
