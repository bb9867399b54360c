import * as z from 'zod';
import type { KeyGuide, ValueChoice, ValueGuide, ValueShape } from './guide.ts';
import type { YamlPath } from './yaml-node.ts';

/** What a schema says of the value at a path; absent where it knows nothing of it. Descriptions come from `.describe`,
 * whatever is wrapped around. */
export function valueGuideAt(schema: z.ZodType, path: YamlPath): ValueGuide | undefined {
  let at: readonly z.ZodType[] = [schema];
  for (const key of path) at = at.flatMap((part) => stepInto(part, key));
  return at.length === 0 ? undefined : new SchemaValue(at);
}

/** What is known of a value that any of several schemas may be about. */
class SchemaValue implements ValueGuide {
  readonly #parts: readonly Part[];
  readonly shapes: readonly ValueShape[];
  readonly description?: string;
  readonly standard?: unknown;
  readonly choices: readonly ValueChoice[];
  readonly isOpen: boolean;
  #keys: readonly KeyGuide[] | undefined;

  constructor(schemas: readonly z.ZodType[]) {
    const parts = schemas.flatMap((schema) => partsOf(schema));
    this.#parts = parts;
    this.shapes = parts.some(({ schema }) => isAnything(schema)) ? [] : [...new Set(parts.flatMap(shapesOf))];
    const description = parts.find((part) => part.description !== undefined)?.description;
    if (description !== undefined) this.description = description;
    const standard = parts.find((part) => part.standard !== undefined)?.standard;
    if (standard !== undefined) this.standard = standard;
    this.choices = parts.flatMap(choicesOf);
    this.isOpen = parts.some(({ schema }) => isOpen(schema));
  }

  keys(): readonly KeyGuide[] {
    this.#keys ??= this.#parts.flatMap(({ schema }) => keysOf(schema));
    return this.#keys;
  }
}

/** A schema without what is wrapped around it, and what the wrapping says. */
interface Part {
  readonly schema: z.ZodType;
  readonly description: string | undefined;
  readonly standard: unknown;
  readonly isOptional: boolean;
}

/** A schema as the alternatives that it is made of. */
function partsOf(whole: unknown, outer: Partial<Part> = {}): readonly Part[] {
  let schema = whole;
  let { description, standard, isOptional = false } = outer;
  for (;;) {
    if (!(schema instanceof z.ZodType)) return [];
    description ??= schema.description;
    if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
      standard ??= schema.def.defaultValue;
      isOptional = true;
      schema = schema.unwrap();
    } else if (schema instanceof z.ZodOptional) {
      isOptional = true;
      schema = schema.unwrap();
    } else if (schema instanceof z.ZodNullable) {
      const inner = partsOf(schema.unwrap(), { description, standard, isOptional });
      return [...inner, { schema: z.null(), description, standard, isOptional }];
    } else if (schema instanceof z.ZodReadonly || schema instanceof z.ZodLazy) {
      schema = schema.unwrap();
    } else if (schema instanceof z.ZodPipe) {
      schema = schema.in;
    } else if (schema instanceof z.ZodUnion) {
      const options: readonly unknown[] = schema.options;
      return options.flatMap((option) => partsOf(option, { description, standard, isOptional }));
    } else return [{ schema, description, standard, isOptional }];
  }
}

/** What a key or a place in a list leads to. */
function stepInto(schema: z.ZodType, key: string | number): readonly z.ZodType[] {
  return partsOf(schema).flatMap(({ schema: part }): readonly z.ZodType[] => {
    let found: unknown;
    if (part instanceof z.ZodObject) {
      const shape: Readonly<Record<string, unknown>> = part.shape;
      found = Object.hasOwn(shape, String(key)) ? shape[String(key)] : undefined;
    } else if (part instanceof z.ZodRecord) found = part.valueType;
    else if (part instanceof z.ZodArray && typeof key === 'number') found = part.element;
    return found instanceof z.ZodType ? [found] : [];
  });
}

function isAnything(schema: z.ZodType): boolean {
  return schema instanceof z.ZodUnknown || schema instanceof z.ZodAny;
}

function isOpen(schema: z.ZodType): boolean {
  if (!(schema instanceof z.ZodObject)) return schema instanceof z.ZodRecord || isAnything(schema);
  return schema.def.catchall !== undefined && !(schema.def.catchall instanceof z.ZodNever);
}

function shapesOf({ schema }: Part): readonly ValueShape[] {
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return ['keys and values'];
  if (schema instanceof z.ZodArray || schema instanceof z.ZodTuple) return ['a list'];
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return ['text'];
  if (schema instanceof z.ZodNumber) return [schema.isInt ? 'a whole number' : 'a number'];
  if (schema instanceof z.ZodBoolean) return ['true or false'];
  if (schema instanceof z.ZodNull) return ['nothing'];
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(shapeOfValue);
  return [];
}

function shapeOfValue(value: unknown): ValueShape {
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return value === null ? 'nothing' : 'text';
}

function choicesOf({ schema }: Part): readonly ValueChoice[] {
  if (schema instanceof z.ZodBoolean) return [{ value: true }, { value: false }];
  const values: readonly unknown[] =
    schema instanceof z.ZodEnum ? schema.options : schema instanceof z.ZodLiteral ? [...schema.values] : [];
  return values.flatMap((value): ValueChoice[] => {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain ? [{ value }] : [];
  });
}

function keysOf(schema: z.ZodType): readonly KeyGuide[] {
  if (schema instanceof z.ZodRecord) {
    const { keyType, valueType } = schema;
    const names: readonly unknown[] = keyType instanceof z.ZodEnum ? keyType.options : [];
    return names.map((name) => keyGuide(String(name), valueType, true));
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  return Object.entries(shape).map(([name, value]) => keyGuide(name, value, false));
}

function keyGuide(name: string, value: unknown, isOptional: boolean): KeyGuide {
  const schema = value instanceof z.ZodType ? value : z.unknown();
  const isRequired = !isOptional && !partsOf(schema).some((part) => part.isOptional);
  return { name, isRequired, value: new SchemaValue([schema]) };
}
