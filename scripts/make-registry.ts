// usage: make-registry.ts <folder with tool-inputs.json and fusion_registry_list.json>
// Writes server/formats/comp/registry/registry-data.ts: what is known of Fusion's tools, from an inventory of public comps.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { at } from './lib/paths.mjs';

const counts = z.record(z.string(), z.number());
const inputSchema = z.object({
  /** How many tools set it, and in how many repositories. */
  count: z.number(),
  repos: z.number(),
  /** How often which kind of value was seen: `number`, `connection`, `expression`, `FuID`, a constructor. */
  kinds: counts,
  /** How often the tool declared it in its own `UserControls`: then it is no fact about the kind of tool. */
  userControl: z.number().default(0),
  min: z.number().optional(),
  max: z.number().optional(),
  integerOnly: z.boolean().default(false),
  fuids: counts.default({}),
  fedBy: counts.default({}),
});
const toolSchema = z.object({
  count: z.number(),
  repos: z.number(),
  inRegistryList: z.boolean(),
  thirdParty: z.boolean(),
  outputs: counts,
  inputs: z.record(z.string(), inputSchema),
});
const inventorySchema = z.object({ tools: z.record(z.string(), toolSchema) });
type SeenInput = z.infer<typeof inputSchema>;
type SeenTool = z.infer<typeof toolSchema>;

const head = `// Made by scripts/make-registry.ts; do not edit. Sources: an inventory mined from 1 389 public comps and settings of 34
// repositories, and the registry dump of a Fusion 18 install from movalex/flpp (MIT).
// decode-kinds.ts tells how a line of KINDS is read.
`;

/** Ids of the dump that come with plug-ins, fuses and Resolve's effects, not with Fusion. */
const PLUG_IN = /^(?:Fuse|ofx|REVisionEffects|Indicated|KomkomDoorn)\./;
/** Their inputs are whatever their makers published. */
const GROUPS = new Set(['GroupOperator', 'MacroOperator']);
/** Every kind of tool has them; base-inputs.ts tells of them once. */
const COMMON_INPUT = /^(?:Comments|CommentsNest|SettingsNest|(?:Frame|Start|End|StartEnd)RenderScripts?(?:Nest)?)$/;
/** Named after what is in a scene or a file, or set up in one studio. */
const PRIVATE_INPUT = /^(?:Materials\.|ProjectPathControl$)/;
/** What Resolve's effects keep for themselves. */
const PLUMBING =
  /^(?:is[A-Z]|legacy|refreshTrigger|resolvefxVersion|IsNoTemporal|srcProcessing|dstProcessing|serialized)/;
/** Their ids name tools, channels or somebody's colour spaces: no fact about Fusion. */
const PRIVATE_IDS = /(?:Camera|CameraSelector|Name|AudioTrack|MediaSource)$|^(?:Day|Month)$/;
/** Fusion writes the names of nearly all inputs with a capital first. */
const LOWER_NAMES_OF = new Set(['Expression', 'CustomPoly', 'Custom']);

const KIND_LETTERS: Readonly<Record<string, string>> = {
  point: 'p',
  Point: 'p',
  string: 's',
  FuID: 'F',
  Gradient: 'g',
  StyledText: 't',
  Text: 't',
  Clip: 'k',
  Polyline: 'v',
  BSplinePolyline: 'v',
  ColorCurves: 'v',
  LookUpTable: 'v',
};
/** Outputs of modifiers that give a value rather than an image, a mask, a material or a scene. */
const KIND_OF_OUTPUT: Readonly<Record<string, string>> = {
  Value: 'n',
  Result: 'n',
  NumberResult: 'n',
  Position: 'p',
  PointResult: 'p',
  StyledText: 't',
  ScrambledText: 't',
  Time: 't',
};

/** The source text of `registry-data.ts`. */
function registryData(folder: string): string {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const { tools } = inventorySchema.parse(read('tool-inputs.json'));
  const registered = z.array(z.string()).parse(read('fusion_registry_list.json'));
  const ids = [...new Set(registered)].sort();
  const lines = Object.entries(tools)
    .filter(([id, tool]) =>
      tool.thirdParty && PLUG_IN.test(id) ? tool.repos > 1 || tool.inRegistryList : tool.inRegistryList,
    )
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([id, tool]) => toolLine(id, tool))
    .filter((line) => !PLUG_IN.test(line) || line.split('\t').length > 3);
  const rare = rareInputNames(tools, lines);
  const constant = (name: string, doc: string, text: string) =>
    `\n/** ${doc} */\nexport const ${name} =\n  '${text}';\n`;
  return [
    head,
    constant('IDS', 'What Fusion itself registers, front-coded.', frontCoded(ids.filter((id) => !PLUG_IN.test(id)))),
    constant(
      'PLUG_IN_IDS',
      'Plug-ins and fuses that are widely known, front-coded.',
      frontCoded(ids.filter((id) => PLUG_IN.test(id))),
    ),
    constant('RARE_INPUTS', 'Names of inputs that are true but too rare for KINDS, front-coded.', frontCoded(rare)),
    `\n/** A line for every kind of tool that was seen, the commonest first. */\nexport const KINDS = \`\n${lines.join('\n')}\n\`;\n`,
  ].join('');
}

/** Names that Fusion's own tools were seen with, though not often enough to tell more of them. */
function rareInputNames(tools: Readonly<Record<string, SeenTool>>, lines: readonly string[]): readonly string[] {
  const told = new Set(lines.flatMap((line) => line.split('\t').slice(3)).map((field) => field.split('|')[0]));
  const names = Object.entries(tools)
    .filter(([id, tool]) => tool.inRegistryList && !PLUG_IN.test(id) && !GROUPS.has(id))
    .flatMap(([, tool]) => Object.entries(tool.inputs))
    .filter(([name, input]) => input.userControl === 0 && /^[A-Z][\w.]+$/.test(name) && !PRIVATE_INPUT.test(name))
    .map(([name]) => name)
    .filter((name) => !told.has(name) && !COMMON_INPUT.test(name));
  return [...new Set(names)].sort();
}

/** Each id after the number of letters, in base 36, that it shares with the one before it. */
function frontCoded(ids: readonly string[]): string {
  const coded = ids.map((id, index) => {
    const before = ids[index - 1] ?? '';
    let same = 0;
    while (same < 35 && same < id.length && id[same] === before[same]) same += 1;
    return same.toString(36) + id.slice(same);
  });
  return coded.join(' ');
}

function toolLine(id: string, tool: SeenTool): string {
  const outputs = byCount(tool.outputs);
  const inputs = Object.entries(tool.inputs)
    .filter(([name, input]) => isFact(id, tool, name, input))
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([name, input]) => inputField(name, input, tool));
  return [id, tool.count, outputs.join(','), ...inputs].join('\t');
}

/** True for what is true of every tool of a kind; a name that only one author used has to be seen more than twice. */
function isFact(id: string, tool: SeenTool, name: string, input: SeenInput): boolean {
  if (GROUPS.has(id) || COMMON_INPUT.test(name) || PRIVATE_INPUT.test(name) || !/^[A-Za-z_][\w.]*$/.test(name))
    return false;
  if (id.startsWith('ofx.') && PLUMBING.test(name)) return false;
  if (input.repos > 1) return input.userControl <= input.count * 0.4;
  if (input.userControl > 0 || (tool.thirdParty && PLUG_IN.test(id))) return false;
  if (/^[a-z]/.test(name) && !LOWER_NAMES_OF.has(id)) return false;
  if (Object.keys(input.kinds).length === 0) return false;
  return input.count > 2 || tool.repos < 4;
}

function inputField(name: string, input: SeenInput, tool: SeenTool): string {
  const fields = [name, kindLetters(input), perMille(input.count / tool.count), rangeOf(input), idsOf(name, input)];
  while (fields.at(-1) === '') fields.pop();
  return fields.join('|');
}

function kindLetters(input: SeenInput): string {
  const letters = new Set<string>();
  for (const kind of byCount(input.kinds)) {
    if (kind === 'number') letters.add(input.integerOnly ? 'i' : 'n');
    else if (kind !== 'connection' && kind !== 'expression' && kind !== 'FuId') letters.add(KIND_LETTERS[kind] ?? 'a');
  }
  if (letters.size === 0) {
    for (const source of Object.keys(input.fedBy)) {
      const kind = KIND_OF_OUTPUT[source.slice(source.lastIndexOf('.') + 1)];
      if (kind !== undefined) letters.add(kind);
    }
    if (letters.size === 0 && input.kinds.expression !== undefined) letters.add('n');
  }
  return [...letters].join('') + (input.kinds.connection === undefined ? '' : 'c');
}

/** Between 1 and 1000. */
function perMille(share: number): string {
  return String(Math.min(1000, Math.max(1, Math.round(Number((share * 1000).toPrecision(2))))));
}

/** `least~greatest`, where they differ: whole numbers as they are, others with two digits. */
function rangeOf({ min, max, kinds }: SeenInput): string {
  if (min === undefined || max === undefined || (kinds.number ?? 0) < 6) return '';
  const [from, to] = [min, max].map((value) => String(Number.isInteger(value) ? value : Number(value.toPrecision(2))));
  return from === to ? '' : `${from}~${to}`;
}

function idsOf(name: string, input: SeenInput): string {
  if (PRIVATE_IDS.test(name)) return '';
  return byCount(input.fuids)
    .filter((id) => /^[\w.-]+(?: [\w.-]+)*$/.test(id))
    .slice(0, 24)
    .join(',');
}

function byCount(seen: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(seen)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = argv.slice(2);
  if (folder === undefined) {
    console.error('usage: make-registry.ts <folder with tool-inputs.json and fusion_registry_list.json>');
    exit(2);
  }
  writeFileSync(at('server', 'formats', 'comp', 'registry', 'registry-data.ts'), registryData(folder));
}
