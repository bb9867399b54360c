import type { InputKind, ValueKind } from './registry.ts';

type Row = readonly [name: string, kind: ValueKind | 'connection'];

/** What every tool has. */
const OF_ALL: readonly Row[] = [
  ['Comments', 'string'],
  ['CommentsNest', 'number'],
  ['SettingsNest', 'number'],
  ['FrameRenderScript', 'string'],
  ['FrameRenderScriptNest', 'number'],
  ['StartEndRenderScripts', 'number'],
  ['StartRenderScript', 'string'],
  ['StartRenderScripts', 'number'],
  ['EndRenderScript', 'string'],
  ['EndRenderScripts', 'number'],
];

/** What every tool that makes an image has. */
const OF_IMAGES: readonly Row[] = [
  ['EffectMask', 'connection'],
  ['Blend', 'number'],
  ['ProcessRed', 'number'],
  ['ProcessGreen', 'number'],
  ['ProcessBlue', 'number'],
  ['ProcessAlpha', 'number'],
  ['ApplyMaskInverted', 'number'],
  ['MultiplyByMask', 'number'],
  ['FitMask', 'number'],
  ['MaskChannel', 'number'],
  ['MaskLow', 'number'],
  ['MaskHigh', 'number'],
  ['MaskClipBlack', 'number'],
  ['MaskClipWhite', 'number'],
  ['UseObject', 'number'],
  ['UseMaterial', 'number'],
  ['ObjectID', 'number'],
  ['MaterialID', 'number'],
  ['CorrectEdges', 'number'],
  ['ProcessWhenBlendIs00', 'number'],
  ['UseGPU', 'number'],
];

const OF_MASKS: readonly Row[] = [
  ['EffectMask', 'connection'],
  ['Level', 'number'],
  ['Filter', 'FuID'],
  ['SoftEdge', 'number'],
  ['BorderWidth', 'number'],
  ['PaintMode', 'FuID'],
  ['Invert', 'number'],
  ['Solid', 'number'],
  ['Center', 'point'],
  ['Angle', 'number'],
  ['MaskWidth', 'number'],
  ['MaskHeight', 'number'],
  ['PixelAspect', 'point'],
  ['UseFrameFormatSettings', 'number'],
  ['ClippingMode', 'FuID'],
  ['OutputSize', 'FuID'],
];

/** By the category of a kind of tool. */
const OF_CATEGORIES: Readonly<Record<string, readonly Row[]>> = { image: OF_IMAGES, mask: OF_MASKS };

/** The inputs that all tools of a category share; how often they are set is not known. */
export function baseInputs(category: string): readonly InputKind[] {
  return [...(OF_CATEGORIES[category] ?? []), ...OF_ALL].map(([name, kind]) => ({
    name,
    kinds: kind === 'connection' ? [] : [kind],
    connects: kind === 'connection',
    frequency: 0,
  }));
}
