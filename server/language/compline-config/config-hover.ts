import { stackAlone, stackAt } from '../../checks/read-config.ts';
import { baseOf } from '../../formats/comp/folder-names.ts';
import type { ConfigSource, ConfigStack } from '../../formats/config/config-stack.ts';
import type { ConfigText } from '../../formats/config/config-text.ts';
import { parseFrames } from '../../formats/frames/parse-frames.ts';
import { rendererPreset } from '../../formats/renderers/all-presets.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';
import { resolved } from '../../formats/yaml/yaml-node.ts';
import { nodeAt, placeAt } from '../../formats/yaml/yaml-places.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { PLATFORM_NAMES } from '../../project/roots.ts';
import type { AskPlace, HoverText } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import { yamlHover } from '../yaml/yaml-hover.ts';
import { ConfigGuide } from './config-guide.ts';

/** The most characters of a value of another file that are shown. */
const LONGEST_SHOWN = 200;

/** What is known of the key or value at `offset`: what it means, what it stands for here, what it takes the place of. */
export async function configHover(
  config: ConfigText,
  offset: number,
  markup: Markup,
  askPlace: AskPlace,
): Promise<HoverText | undefined> {
  const { yaml } = config;
  const known = yamlHover(yaml, new ConfigGuide(stackAlone(config)), offset, markup);
  const at = placeAt(yaml, offset);
  if (known === undefined || at === undefined) return known;
  const place = await askPlace();
  const stack = place === undefined ? stackAlone(config) : await stackAt(config, place);
  const more = [
    ...aboutRenderer(stack, at.path, markup),
    ...aboutRoot(stack, at.path, place, markup),
    ...aboutShot(stack, at.path, markup),
    ...aboutOthers(stack, at.path, markup),
  ];
  return { ...known, text: [known.text, ...more].join('\n\n') };
}

function aboutRenderer(stack: ConfigStack, path: YamlPath, markup: Markup): readonly string[] {
  const [section, , key] = path;
  const name = section === 'steps' && key === 'renderer' ? stack.at(path) : undefined;
  const preset = typeof name === 'string' ? stack.at(['renderers', name, 'preset']) : undefined;
  const said = typeof name === 'string' ? stack.at(['renderers', name, 'program']) : undefined;
  const program = said ?? (typeof preset === 'string' ? rendererPreset(preset)?.programs[0] : undefined);
  if (typeof name !== 'string' || typeof program !== 'string') return [];
  return [`${markup.code(name)} runs ${markup.code(program)}${fromOther(stack, ['renderers', name], markup)}.`];
}

function aboutRoot(
  stack: ConfigStack,
  [section, name]: YamlPath,
  place: CompPlace | undefined,
  markup: Markup,
): readonly string[] {
  const here = place?.roots?.here;
  if (section !== 'roots' || typeof name !== 'string' || here === undefined) return [];
  const folder = stack.at(['roots', name, here]);
  const platform = PLATFORM_NAMES[here];
  if (typeof folder !== 'string') return [`On this machine (${platform}) it has no path.`];
  return [`On this machine (${platform}): ${markup.code(folder)}`];
}

function aboutShot(stack: ConfigStack, [section, name]: YamlPath, markup: Markup): readonly string[] {
  if (section !== 'shots' || typeof name !== 'string') return [];
  const text = stack.at(['shots', name, 'frames']);
  const handles = stack.at(['shots', name, 'handles']) ?? 0;
  const frames = typeof text === 'string' ? parseFrames(text).frames : undefined;
  const { min, max } = frames ?? {};
  if (min === undefined || max === undefined || typeof handles !== 'number') return [];
  const count = `${max - min + 1} ${max === min ? 'frame' : 'frames'}`;
  const worked = handles === 0 ? '' : `, ${markup.code(`${min - handles}-${max + handles}`)} with handles`;
  return [`${markup.code(name)} has ${count}${worked}.`];
}

/** What other files say of the same: the value that this one takes the place of, or what they add. */
function aboutOthers(stack: ConfigStack, path: YamlPath, markup: Markup): readonly string[] {
  if (path.length === 0 || path[0] === 'version' || path[0] === 'extends') return [];
  const others = stack.sourcesOf(path).filter((source) => source !== stack.own);
  const own = resolved(nodeAt(stack.own.text.yaml, path));
  const last = others.at(-1);
  if (last === undefined) return [];
  if (own?.kind !== 'map') return [`Takes the place of ${shown(last, path, markup)} in ${markup.code(nameOf(last))}.`];
  return others.flatMap((source) => {
    const node = resolved(nodeAt(source.text.yaml, path));
    const keys = node?.kind === 'map' ? node.pairs.flatMap(({ name }) => name ?? []) : [];
    const added = keys.filter((key) => stack.originOf([...path, key]) === source);
    return added.length === 0
      ? []
      : [`From ${markup.code(nameOf(source))}: ${added.map((key) => markup.code(key)).join(', ')}`];
  });
}

function fromOther(stack: ConfigStack, path: YamlPath, markup: Markup): string {
  const origin = stack.originOf(path);
  return origin === stack.own ? '' : `, from ${markup.code(nameOf(origin))}`;
}

function shown({ text }: ConfigSource, path: YamlPath, markup: Markup): string {
  const node = nodeAt(text.yaml, path);
  const words = node === undefined ? '' : text.yaml.text.slice(node.range.start, node.range.end);
  const line = words.replace(/\s+/g, ' ').trim();
  return markup.code(line.length <= LONGEST_SHOWN ? line : `${line.slice(0, LONGEST_SHOWN)}…`);
}

function nameOf({ file = '' }: ConfigSource): string {
  return baseOf(file);
}
