import * as z from 'zod';

/** `waiting`: it is sent when its time comes, or when what it waits for is there; `failed`: it is not tried any more. */
export const messageStateSchema = z.enum(['waiting', 'sent', 'failed']);

/** A message to a webhook. Times are milliseconds since 1970. */
export const webhookMessageSchema = z.object({
  id: z.string(),
  /** The project's root. */
  project: z.string(),
  /** The name of the webhook in `compline.yaml`. */
  webhook: z.string(),
  event: z.string(),
  /** What it says, on one line. */
  title: z.string(),
  state: messageStateSchema,
  attempts: z.int(),
  createdAt: z.number(),
  /** When it is tried next. */
  nextAt: z.number().optional(),
  sentAt: z.number().optional(),
  /** Why it waits, or failed. */
  reason: z.string().optional(),
});
export type WebhookMessage = z.output<typeof webhookMessageSchema>;

/** A webhook of a project. `address`: where the address comes from, if it is there. */
export const webhookStatusSchema = z.object({
  name: z.string(),
  kind: z.enum(['slack', 'google-chat', 'json']),
  events: z.array(z.string()),
  /** The host that it leads to, where that is known. */
  target: z.string().optional(),
  address: z.enum(['configuration', 'environment', 'set', 'missing']),
  /** The environment variable that can hold the address. */
  variable: z.string(),
});
export type WebhookStatus = z.output<typeof webhookStatusSchema>;

export const webhookListSchema = z.object({
  root: z.string(),
  trusted: z.boolean(),
  webhooks: z.array(webhookStatusSchema),
  /** The newest first. */
  messages: z.array(webhookMessageSchema),
});
export type WebhookList = z.output<typeof webhookListSchema>;
