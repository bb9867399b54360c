// What reads YAML takes long to load: this module is imported at the first document of a language that is written in it.
export { RenderSpecReader } from './render-spec/render-spec-reader.ts';
