import type { Input } from '../../formats/comp/model.ts';

/** True for an `InstanceInput` of a group: nothing feeds it, it hands its value on to the input it names. */
export function isPublished(input: Input): boolean {
  return input.constructorName === 'InstanceInput';
}
