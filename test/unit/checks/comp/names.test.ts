import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkComp } from '../../../../server/checks/check-comp.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { type CheckCase, expectCase, found, PIECE } from '../check-case.ts';

const SET = (tool: string, inputs: string) => PIECE(`A = ${tool} { Inputs = { ${inputs} } }`);
const NUMBER = 'Input { Value = 1 }';
const CONTROL = (fields: string) => PIECE(`A = Blur { UserControls = ordered() { Amount = { ${fields} } } }`);
const SHOWN = (fields: string) =>
  PIECE(`G = MacroOperator { Inputs = ordered() { Amount = InstanceInput { ${fields} } } }`);

const CASES: readonly CheckCase[] = [
  {
    name: 'a tool with a slip in its id',
    finds: 'unknown-tool warning',
    marked: PIECE('A = «Trasnform» { }'),
    message: /^Fusion 18 has no tool "Trasnform"\. Did you mean Transform\?$/,
    repairs: [PIECE('A = Transform { }')],
  },
  {
    name: 'a tool with its id in other letter case',
    finds: 'unknown-tool warning',
    marked: PIECE('A = «betterresize» { }'),
    repairs: [PIECE('A = BetterResize { }')],
  },
  {
    name: 'a tool that may be of a newer Fusion',
    finds: 'unknown-tool information',
    marked: PIECE('A = «Quantifier9000» { }'),
    message: /^Fusion 18 has no tool "Quantifier9000"\.$/,
    repairs: [],
  },
  {
    name: 'a tool of a newer Fusion that another family has under the same name',
    finds: 'unknown-tool information',
    marked: PIECE('A = «dMerge» { }, B = «uDuplicate» { }'),
    message: /^Fusion 18 has no tool "dMerge"\.$/,
    repairs: [],
  },
  {
    name: 'a fuse that is not widely known',
    finds: 'unknown-tool hint',
    marked: PIECE('A = «Fuse.OfOurStudio» { }'),
    message: /^A needs a fuse that not every Fusion has: Fuse\.OfOurStudio\.$/,
    repairs: [],
  },
  {
    name: 'a fuse with a slip in its id',
    finds: 'unknown-tool hint',
    marked: PIECE('A = «Fuse.Wirless» { }'),
    repairs: [PIECE('A = Fuse.Wireless { }')],
  },
  {
    name: 'a fuse with a name of its own that is two letters longer than that of another',
    finds: 'unknown-tool hint',
    marked: PIECE('A = «Fuse.IRSwitch» { }'),
    message: /^A needs a fuse that not every Fusion has: Fuse\.IRSwitch\.$/,
    repairs: [],
  },
  {
    name: 'a tool whose id is missing',
    finds: 'unknown-tool warning',
    marked: PIECE('«Blur1_2» = { Inputs = { } }, B = Blur { }'),
    message: /^Nothing says which tool "Blur1_2" is: its id is missing before the brace\.$/,
    repairs: [PIECE('Blur1_2 = Blur { Inputs = { } }, B = Blur { }')],
  },
  {
    name: 'a tool with another word for a table in the place of its id',
    finds: 'unknown-tool warning',
    marked: PIECE('«Blur1» = ordered() { }'),
    repairs: [PIECE('Blur1 = Blur { }')],
  },
  {
    name: 'a tool whose name does not tell the id that is missing',
    finds: 'unknown-tool warning',
    marked: PIECE('["«My Glow»"] = { }'),
    repairs: [],
  },
  {
    name: 'a field of a tool without its equals sign',
    finds: 'unknown-constructor error',
    marked: PIECE('A = Blur { «Inputs» { Blend = Input { Value = 1 } } }'),
    message: /^`=` is missing after `Inputs`\.$/,
    repairs: [PIECE('A = Blur { Inputs = { Blend = Input { Value = 1 } } }')],
  },
  {
    name: 'a constructor in other letter case',
    finds: 'unknown-constructor error',
    marked: SET('Blur', 'Filter = Input { Value = «FuId» { "Box" } }'),
    message: /^"FuId" is no constructor of Fusion\. Did you mean FuID\?$/,
    repairs: [SET('Blur', 'Filter = Input { Value = FuID { "Box" } }')],
  },
  {
    name: 'a constructor with a slip',
    finds: 'unknown-constructor error',
    marked: SET('Blur', 'XBlurSize = «Imput» { Value = 1 }'),
    repairs: [SET('Blur', 'XBlurSize = Input { Value = 1 }')],
  },
  {
    name: 'a constructor without a blank before its brace',
    finds: 'unknown-constructor error',
    marked: PIECE('A = Blur { ViewInfo = «OperatorInf»{ Pos = { 1, 2 } } }'),
  },
  {
    name: 'a field of a control with a letter missing',
    finds: 'unknown-control-field warning',
    marked: CONTROL('«LINKID_DataTpe» = "Number"'),
    message: /^The control Amount has no field "LINKID_DataTpe"\. Did you mean LINKID_DataType\?$/,
    repairs: [CONTROL('LINKID_DataType = "Number"')],
  },
  {
    name: 'a field in other letter case, and one with a slip before its underscore',
    finds: 'unknown-control-field warning',
    marked: CONTROL('«LINKS_NAME» = "Amount", «NP_Passive» = true'),
    repairs: [CONTROL('LINKS_Name = "Amount", NP_Passive = true')],
  },
  {
    name: 'an entry of a menu',
    finds: 'unknown-control-field warning',
    marked: CONTROL('{ «CCS_AddSting» = "One" }'),
  },
  {
    name: 'a type and a widget',
    finds: 'unknown-control-field warning',
    marked: CONTROL('LINKID_DataType = "«Numbr»", INPID_InputControl = "«SlidrControl»"'),
    message: /^"Numbr" is no LINKID_DataType of the control Amount\. Did you mean Number\?$/,
    repairs: [CONTROL('LINKID_DataType = "Number", INPID_InputControl = "SlidrControl"')],
  },
  {
    name: 'a field of a published control',
    finds: 'unknown-control-field warning',
    marked: SHOWN('«SourceSharpenOp» = "A", «Defualt» = 1'),
    repairs: [SHOWN('SourceOp = "A", Defualt = 1')],
    bringsUp: ['dangling-source'],
  },
  {
    name: 'a default below the least value',
    finds: 'control-default warning',
    marked: SHOWN('«Default = -1», MinAllowed = 0'),
    message: /^Default of the control Amount is -1, below its MinAllowed 0\.$/,
  },
  {
    name: 'a default above the greatest value',
    finds: 'control-default warning',
    marked: CONTROL('«INP_Default = 2», INP_MaxAllowed = 1'),
    message: /^INP_Default of the control Amount is 2, above its INP_MaxAllowed 1\.$/,
  },
  {
    name: 'a slider that runs backwards',
    finds: 'control-default warning',
    marked: CONTROL('INP_MaxScale = 1, «INP_MinScale = 2»'),
    message: /^INP_MinScale of the control Amount is 2, above its INP_MaxScale 1\.$/,
  },
  {
    name: 'an input with two letters swapped',
    finds: 'input-name information',
    marked: SET('Blur', `«XBlurSzie» = ${NUMBER}`),
    message: /^Blur has no input "XBlurSzie" that is known\. Did you mean XBlurSize\?$/,
    repairs: [SET('Blur', `XBlurSize = ${NUMBER}`)],
  },
  {
    name: 'an input that needs brackets',
    finds: 'input-name information',
    marked: SET('Background', `«GamutSLogVersion» = ${NUMBER}`),
    repairs: [SET('Background', `["Gamut.SLogVersion"] = ${NUMBER}`)],
  },
  {
    name: 'an input in brackets',
    finds: 'input-name information',
    marked: SET('Background', `["«Gamut.SLogVersoin»"] = ${NUMBER}`),
    repairs: [SET('Background', `["Gamut.SLogVersion"] = ${NUMBER}`)],
  },
];

describe('names that nobody else has', () => {
  test.each(CASES)('$name', (each) => expectCase(each));
});

test.each([
  ['unknown-tool', PIECE('A = Merge { }, B = Fuse.Wireless { }, C = Dimension.OpticalFlow { }')],
  ['unknown-tool', PIECE('A = DVE { }, B = TV { }')],
  ['unknown-tool', PIECE('A = ofx.com.blackmagicdesign.resolvefx.mosaicblur { }')],
  ['unknown-constructor', PIECE('A = Blur { Tools = { B = Blurr { } } }')],
  ['unknown-constructor', SET('Blur', 'A = Input { Value = Number { 1 } }, B = Input { Value = Krokodove { } }')],
  ['unknown-constructor', SET('TextPlus', 'StyledText = Input { Value = "FuId { }" }')],
  ['unknown-control-field', CONTROL('ICS_Name = "A", INPS_Name = "B", Something = 1')],
  ['unknown-control-field', CONTROL('ACP_Center = "A", RCID_Center = "B", RCD_DisplayXScale = 1')],
  ['unknown-control-field', CONTROL('LINKID_DataType = "OurOwnType"')],
  ['unknown-control-field', PIECE('A = Blur { UserControls = ordered() { P = ControlPage { CT_Visibel = true } } }')],
  ['unknown-control-field', SHOWN('SourceOp = "A", Source = "B", Sourc = "C", OurOwn = 1')],
  ['control-default', CONTROL('INP_Default = 1, INP_MinAllowed = 1, INP_MaxAllowed = 1, INP_MinScale = 0')],
  ['control-default', CONTROL('INP_Default = "5", INP_MaxAllowed = 1')],
  ['input-name', SET('Merge', `Background = ${NUMBER}, Backgruond2 = ${NUMBER}`)],
  ['input-name', SET('Merge3D', `SceneInput99 = ${NUMBER}`)],
  ['input-name', SET('Blur', `XBlurSize = ${NUMBER}, XBlurSzie = ${NUMBER}`)],
  ['input-name', PIECE(`A = Blur { Inputs = { XBlurSzie = ${NUMBER} }, UserControls = { XBlurSzie = { } } }`)],
  ['input-name', SET('Fuse.Wireless', `Inputt = ${NUMBER}`)],
  ['input-name', SET('MacroOperator', `Comnents = ${NUMBER}`)],
])('%s finds nothing in %s', (code, text) => {
  expect(found(text, code).findings).toEqual([]);
});

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const FILES = ['comp', 'setting'].flatMap((kind) => {
  const folder = join(CORPUS, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
});

test('real files hold nothing that these checks are wrong about', (context) => {
  if (FILES.length === 0) context.skip(`The folder of real comps and settings is not here: ${CORPUS}`);
  const codes = new Set(CASES.map(({ finds }) => finds.split(' ')[0] ?? ''));
  const messages = FILES.flatMap((file) => checkComp(parseComp(readFileSync(file, 'utf8'))))
    .filter(({ code, severity }) => codes.has(code) && severity !== 'hint')
    .map(({ message }) => message);
  expect(messages).toEqual(['The control Centering has no field "NP_Passive". Did you mean INP_Passive?']);
});
