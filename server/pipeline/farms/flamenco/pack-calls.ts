/** A task as Flamenco's job type authors it: a name, a program and its arguments. */
export interface NamedCall {
  readonly name: string;
  readonly exe: string;
  readonly args: readonly string[];
}

/** Calls with what they have in common told once. The job type (`integrations/flamenco/compline.js`) reads it. */
export interface PackedCalls {
  /** A number among the arguments stands for the value at that place of a task's values. */
  readonly groups: readonly { readonly exe: string; readonly args: readonly (string | number)[] }[];
  readonly tasks: readonly (readonly [name: string, group: number, values: readonly string[]])[];
}

/** Packs calls: those with the same program and as many arguments are a group. Their order is kept. */
export function packCalls(calls: readonly NamedCall[]): PackedCalls {
  const members = Map.groupBy(calls, ({ exe, args }) => JSON.stringify([exe, args.length]));
  const groups = [...members.values()].map(([first, ...others]) => {
    const args = (first?.args ?? []).map((arg, at) => (others.every((it) => it.args[at] === arg) ? arg : undefined));
    const varying = args.flatMap((arg, at) => (arg === undefined ? [at] : []));
    return { exe: first?.exe ?? '', args: args.map((arg, at) => arg ?? varying.indexOf(at)), varying };
  });
  const places = new Map([...members.keys()].map((key, at) => [key, at]));
  const tasks = calls.map(({ name, exe, args }) => {
    const group = places.get(JSON.stringify([exe, args.length])) ?? 0;
    return [name, group, (groups[group]?.varying ?? []).map((at) => args[at] ?? '')] as const;
  });
  return { groups: groups.map(({ exe, args }) => ({ exe, args })), tasks };
}
