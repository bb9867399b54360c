// What reads YAML takes long to load: this module is imported at the first document of a language that is written in it.
export { putOutput } from '../formats/render-spec/put-output.ts';
export { newRenderSpec } from '../formats/render-spec/write-output.ts';
export { configFacts } from './compline-config/config-facts.ts';
export { ConfigReader } from './compline-config/config-reader.ts';
export { RenderSpecReader } from './render-spec/render-spec-reader.ts';
