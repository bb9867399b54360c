import type { CallTemplate, FarmOrder, FarmSettings } from '../driver/farm-driver.ts';
import type { RegularChunks } from '../driver/regular-chunks.ts';
import { xmlText } from '../words/xml-text.ts';
import { posixCommand, windowsCommand } from './opencue-command.ts';
import { openCueLayers } from './opencue-layers.ts';
import { jobName, layerName, shotOf, userOf } from './opencue-names.ts';

/** An order of which is known that OpenCue can take it. */
export interface OpenCueOrder {
  readonly order: FarmOrder;
  readonly template: CallTemplate;
  readonly chunks: RegularChunks;
}

const DOCTYPE =
  '<!DOCTYPE spec PUBLIC "SPI Cue Specification Language" "http://localhost:8080/spcue/dtd/cjsl-1.15.dtd">';

/** An order as cuebot reads it: a document of cjsl-1.15.dtd, whose elements have to come in this order. */
export function openCueSpec(settings: FarmSettings, { order, template, chunks }: OpenCueOrder): string {
  const { job, layer } = order;
  const name = layerName(layer.name);
  const layers = openCueLayers(chunks).map(({ suffix, range, chunk, span }) =>
    element('layer', { name: `${name}${suffix}`, type: 'Render' }, [
      leaf(
        'cmd',
        settings.platform === 'windows'
          ? windowsCommand(template)
          : posixCommand({ template, successCodes: layer.successCodes, ...(span !== undefined && { span }) }),
      ),
      leaf('range', range),
      leaf('chunk', chunk),
      ...needsOf(order),
      ...(layer.timeout === undefined ? [] : [leaf('timeout', Math.ceil(layer.timeout / 60))]),
      ...(order.group === undefined ? [] : [leaf('tags', tagsOf(order.group).join(' | '))]),
      ...(order.limits.length === 0
        ? []
        : [
            element(
              'limits',
              {},
              order.limits.map((limit) => leaf('limit', limit)),
            ),
          ]),
      environmentOf(template),
    ]),
  );
  const spec = element('spec', {}, [
    ...(settings.facility === undefined ? [] : [leaf('facility', settings.facility)]),
    leaf('show', settings.show ?? ''),
    leaf('shot', shotOf(order)),
    leaf('user', userOf(settings.user ?? job.owner)),
    element('job', { name: jobName(order) }, [
      leaf('paused', job.paused),
      leaf('priority', job.priority),
      leaf('maxretries', layer.retries),
      element('layers', {}, layers),
    ]),
  ]);
  return `<?xml version="1.0"?>\n${DOCTYPE}\n${spec}\n`;
}

/** The tags that a group names: `general | gpu`. */
export const tagsOf = (group: string): string[] => group.split('|').map((tag) => tag.trim());

/** Cores are written with a point: a whole number is hundredths of one. Memory is in mebibytes. */
function needsOf({ layer: { needs } }: FarmOrder): string[] {
  const { threads, memory, gpus } = needs;
  return [
    ...(threads === undefined ? [] : [leaf('cores', threads.toFixed(1)), leaf('threadable', threads > 1)]),
    ...(memory === undefined ? [] : [leaf('memory', `${Math.ceil(memory / 2 ** 20)}m`)]),
    ...(gpus === undefined ? [] : [leaf('gpus', gpus)]),
  ];
}

const environmentOf = ({ environment }: CallTemplate): string =>
  element(
    'env',
    {},
    Object.entries(environment).map(([name, value]) => element('key', { name }, [xmlText(value)])),
  );

const leaf = (name: string, value: string | number | boolean): string => element(name, {}, [xmlText(String(value))]);

function element(name: string, attributes: Readonly<Record<string, string>>, inside: readonly string[]): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  return `<${name}${said.join('')}>${inside.join('')}</${name}>`;
}
