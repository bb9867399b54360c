import * as z from 'zod';
import { farmSchema } from '../../formats/config/farm-schema.ts';
import { rootSchema } from '../../formats/config/schema.ts';
import { farmChoiceSchema } from '../../protocol/farms.ts';

/**
 * One job on a farm: chunks of one layer that were handed over together. It is written before the farm is asked, so that
 * whatever happens then it is looked for by its key before it is submitted again.
 */
const orderSchema = z.object({
  number: z.int(),
  key: z.string(),
  layer: z.string(),
  /** The ids of its tasks in their order, as numbers within the layer: `1-100,103`. */
  tasks: z.string(),
  /** How often the farm was asked to take it; none was asked before this was written. */
  asked: z.int(),
  /** The farm's id of it, once that has answered. */
  id: z.string().exactOptional(),
  /** When it was handed over, by the clock of the share: what is older was not rendered by it. Milliseconds since 1970. */
  since: z.number().exactOptional(),
  /** Nothing more is expected of it. */
  ended: z.boolean().exactOptional(),
  /** Tasks of it that the farm is still to be asked to do anew, written as `tasks` is. */
  requeue: z.string().optional(),
  /** Tasks that the farm was asked to do anew, each time with the moment of that, as `since`; the last one holds. */
  anew: z.array(z.object({ tasks: z.string(), since: z.number() })).exactOptional(),
  /** The farm does not have it any more, or can do nothing of it anew. */
  isGone: z.boolean().exactOptional(),
  /** What the farm was told last: that it is paused, its priority, that it is cancelled. Absent from before it is asked to
   * change it until it has answered. */
  paused: z.boolean().optional(),
  priority: z.number().optional(),
  cancelled: z.boolean().exactOptional(),
});
export type OrderRecord = Readonly<z.output<typeof orderSchema>>;

/** All that is needed to hand a job to its farm and to follow it there, whatever becomes of the configuration. No secret. */
export const handingSchema = z.object({
  version: z.literal(1),
  farm: z.object({ name: z.string(), ...farmSchema.shape }),
  /** The root of the project, and its short id. */
  root: z.string(),
  projectId: z.string().exactOptional(),
  choice: farmChoiceSchema,
  /** The project's roots, by which paths are translated for the farm. */
  roots: z.record(z.string(), rootSchema),
  orders: z.array(orderSchema),
});
export type Handing = Readonly<z.output<typeof handingSchema>>;

/** Reads what a job's record holds. Error: that of zod where another version has written it. */
export const readHanding = (text: string): Handing => handingSchema.parse(JSON.parse(text));
