import * as z from 'zod';
import { formValuesSchema } from './form-values.ts';
import type { FormView } from './form-view.ts';

/** What stands in the fields, since they were filled the last time: what was written before that is gone. */
const written = { values: formValuesSchema, revision: z.int() };

/** What the page tells. */
export const formMessageSchema = z.discriminatedUnion('type', [
  /** The page is there. */
  z.object({ type: z.literal('ready') }),
  /** Something else stands in the fields. */
  z.object({ type: z.literal('change'), ...written }),
  /** The scene is to be chosen in a dialogue. */
  z.object({ type: z.literal('browse') }),
  /** The farm is to be asked again. */
  z.object({ type: z.literal('check-farm') }),
  /** The configuration is to be opened where farms are described. */
  z.object({ type: z.literal('configure-farms') }),
  /** What would be submitted is to be shown. */
  z.object({ type: z.literal('review'), ...written }),
  /** What was shown is to be submitted. */
  z.object({ type: z.literal('submit') }),
  /** What would be submitted is no longer to be shown. */
  z.object({ type: z.literal('back') }),
  /** What was remembered is to be forgotten. */
  z.object({ type: z.literal('reset') }),
]);
export type FormMessage = z.output<typeof formMessageSchema>;

/** What the page is told. */
export interface FormAnswer {
  readonly type: 'show';
  readonly view: FormView;
}

/** What a page is restored from. */
export const formStateSchema = z.object({ values: formValuesSchema });
export type FormState = z.output<typeof formStateSchema>;
