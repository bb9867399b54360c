import type { OpenJdOrder, OpenJdSystem } from './openjd-order.ts';

/** An amount that a machine has to have (§3.3.1); memory is in MiB. */
interface Amount {
  readonly name: string;
  readonly min: number;
}

/** What machines have to have, as a step of a template says it. */
export interface HostRequirements {
  readonly amounts?: readonly Amount[];
  readonly attributes: readonly { readonly name: string; readonly anyOf: readonly string[] }[];
}

/** The name of the amount that a limit is. */
export const limitName = (limit: string): string => (limit.startsWith('amount.') ? limit : `amount.${limit}`);

/** What an order asks of machines; no GPU asked for is nothing asked for. */
export function hostRequirements({ layer, limits }: OpenJdOrder, system: OpenJdSystem): HostRequirements {
  const { threads, memory, gpus = 0 } = layer.needs;
  const amounts = [
    ...(threads === undefined ? [] : [{ name: 'amount.worker.vcpu', min: threads }]),
    ...(memory === undefined ? [] : [{ name: 'amount.worker.memory', min: Math.ceil(memory / 2 ** 20) }]),
    ...(gpus === 0 ? [] : [{ name: 'amount.worker.gpu', min: gpus }]),
    ...limits.map((limit) => ({ name: limitName(limit), min: 1 })),
  ];
  return {
    ...(amounts.length > 0 && { amounts }),
    attributes: [{ name: 'attr.worker.os.family', anyOf: [system] }],
  };
}

/** Which limits have no name that an amount can have (§3.3.1.1), in sentences. */
export function lacksOfLimits(limits: readonly string[]): readonly string[] {
  return limits.flatMap((limit) => {
    const name = limitName(limit);
    if (/^amount\.worker\./.test(name)) return [`The limit ${limit} has a name that OpenJD keeps for machines.`];
    const isName = /^amount(?:\.[A-Za-z_][A-Za-z0-9_]{0,63})+$/.test(name) && name.length <= 100;
    return isName ? [] : [`${limit} is no name of an amount in OpenJD: letters, digits and _, parted by dots.`];
  });
}
