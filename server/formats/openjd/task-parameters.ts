import { openJdDialect } from '../frames/dialects/openjd.ts';
import { FrameList } from '../frames/frame-list.ts';
import { type FormatPart, formatString } from './format-string.ts';
import { chunkOrder, MOST_LISTED, type OpenJdCommand, type OpenJdOrder } from './openjd-order.ts';

/** A task parameter: whole numbers as a range expression or a list, or texts. */
export interface TaskParameter {
  readonly name: string;
  readonly type: 'INT' | 'STRING';
  readonly range: string | readonly (number | string)[];
}

/** A call in which the values of task parameters stand, and those parameters: each has a value for each chunk. */
export interface ParameterCall {
  readonly program: string;
  readonly args: readonly (readonly FormatPart[])[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly parameters: readonly TaskParameter[];
}

/** The parameter that counts the chunks from 0 on, in the order of `chunkOrder`. */
export const CHUNK = 'Chunk';
/** Parameters that a step may have (§3.4). */
const MOST_PARAMETERS = 16;
/** Characters of a value of a parameter (§3.4.1.3). */
const MOST_VALUE = 1_024;

/** The call of an order's chunks with its parameters; or why there is none, in sentences. */
export function parameterCall(order: OpenJdOrder): ParameterCall | { readonly refused: readonly string[] } {
  if (order.tasks.length === 0) return { refused: ['There is nothing to render.'] };
  return order.template === undefined ? listedCall(order) : templateCall(order, order.template);
}

/** First and last frames as parameters. */
function templateCall(
  { tasks }: OpenJdOrder,
  { program, args, cwd, environment }: NonNullable<OpenJdOrder['template']>,
): ReturnType<typeof parameterCall> {
  const places = chunkOrder(tasks);
  const used = new Set(args.flat().flatMap((part) => (typeof part === 'string' ? [] : [part.frame])));
  const parameters: TaskParameter[] = [
    intParameter(
      CHUNK,
      places.map((_, at) => at),
    ),
  ].filter((it) => it !== undefined);
  for (const frame of ['first', 'last'] as const) {
    if (!used.has(frame)) continue;
    const name = PARAMETERS[frame];
    const parameter = intParameter(
      name,
      places.map((place) => tasks[place]?.frames[frame] ?? 0),
    );
    if (parameter === undefined) {
      return { refused: [`More than ${MOST_LISTED} chunks that share frames cannot be told to OpenJD.`] };
    }
    parameters.push(parameter);
  }
  const parts = args.map((arg) =>
    arg.map((part) => (typeof part === 'string' ? part : { value: `Task.Param.${PARAMETERS[part.frame]}` })),
  );
  return { program, args: parts, cwd, environment, parameters };
}

const PARAMETERS = { first: 'First', last: 'Last' } as const;

/** What differs from call to call as parameters, a list of values each. */
function listedCall({ tasks }: OpenJdOrder): ReturnType<typeof parameterCall> {
  const calls = tasks.map(({ command }) => command);
  const [first] = calls;
  if (first === undefined) return { refused: [] };
  if (tasks.length > MOST_LISTED) return { refused: [`More than ${MOST_LISTED} calls of their own cannot be listed.`] };
  if (!calls.every((call) => isAlike(call, first))) {
    return { refused: ['The chunks call different programs, in different folders or with other variables.'] };
  }
  const differing = first.args.flatMap((arg, at) => (calls.every((call) => call.args[at] === arg) ? [] : [at]));
  if (differing.length >= MOST_PARAMETERS) {
    return { refused: [`The calls differ in ${differing.length} arguments; ${MOST_PARAMETERS - 1} are the most.`] };
  }
  const tooLong = calls.some((call) => differing.some((at) => (call.args[at] ?? '').length > MOST_VALUE));
  if (tooLong) return { refused: [`An argument that differs has more than ${MOST_VALUE} characters.`] };
  const counted = intParameter(CHUNK, [...tasks.keys()]);
  return {
    ...first,
    args: first.args.map((arg, at) => [differing.includes(at) ? { value: `Task.Param.Arg${at}` } : arg]),
    parameters: [
      ...(counted === undefined ? [] : [counted]),
      ...differing.map((at) => ({
        name: `Arg${at}`,
        type: 'STRING' as const,
        range: calls.map(({ args }) => formatString([args[at] ?? ''])),
      })),
    ],
  };
}

function isAlike(call: OpenJdCommand, other: OpenJdCommand): boolean {
  return (
    call.program === other.program &&
    call.cwd === other.cwd &&
    call.args.length === other.args.length &&
    JSON.stringify(call.environment) === JSON.stringify(other.environment)
  );
}

/**
 * Whole numbers in their order: a range expression where they go up, which is read again before it is given; else a list.
 * Undefined where they are too many for one.
 */
function intParameter(name: string, values: readonly number[]): TaskParameter | undefined {
  const goesUp = values.every((value, at) => at === 0 || value > (values[at - 1] ?? value));
  const printed = goesUp ? openJdDialect.print?.(FrameList.ofFrames(values)) : undefined;
  if (printed !== undefined && 'text' in printed) return { name, type: 'INT', range: printed.text };
  return values.length > MOST_LISTED ? undefined : { name, type: 'INT', range: values };
}
