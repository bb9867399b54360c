import * as z from 'zod';
import { messageStateSchema } from '../../protocol/webhooks.ts';

/** A message as it is kept. It holds no address: those can be secrets. Times are milliseconds since 1970. */
export const messageSchema = z.object({
  version: z.literal(1),
  /** The same for the same event and webhook, in hexadecimal; it goes with every attempt. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  project: z.string(),
  webhook: z.string(),
  event: z.string(),
  title: z.string(),
  /** What is sent: JSON. */
  body: z.string(),
  state: messageStateSchema,
  attempts: z.int().nonnegative(),
  createdAt: z.number(),
  nextAt: z.number(),
  sentAt: z.number().optional(),
  reason: z.string().optional(),
});
export type Message = z.output<typeof messageSchema>;
