import {
  MarkupKind,
  type ParameterInformation,
  type SignatureHelp,
  type SignatureHelpParams,
  SignatureHelpRequest,
  SignatureHelpTriggerKind,
  type SignatureInformation,
} from 'vscode-languageserver';
import type { Signature, SignatureParameter } from '../answers/signature.ts';
import type { SignatureAbilities } from '../client-abilities.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { markdown, plainText } from '../markup.ts';

/** Signatures of the protocol, as far as the client takes what is in them. */
export function toSignatureHelp(signature: Signature, client: SignatureAbilities): SignatureHelp {
  const { label, documentation, parameters, active } = signature;
  // Clients that do not know of this show none either where the number is beyond the last, or else the first.
  const activeParameter = active ?? (client.noActiveParameter ? null : parameters.length);
  const information: SignatureInformation = {
    label,
    ...(documentation !== '' && { documentation: write(documentation, client) }),
    parameters: parameters.map((parameter) => toParameter(label, parameter, client)),
    ...(client.activeParameter && { activeParameter }),
  };
  return { signatures: [information], activeSignature: 0, activeParameter };
}

function write(value: string, client: SignatureAbilities): SignatureInformation['documentation'] & {} {
  return { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value };
}

function toParameter(label: string, parameter: SignatureParameter, client: SignatureAbilities): ParameterInformation {
  const { start, end } = parameter.range;
  return {
    label: client.labelOffsets ? [start, end] : label.slice(start, end),
    ...(parameter.documentation !== '' && { documentation: write(parameter.documentation, client) }),
  };
}

/** True where somebody only typed a brace or comma: a list of the keys would cover what they are looking at. */
function isUnasked({ isByPlace }: Signature, { context }: SignatureHelpParams): boolean {
  if (context === undefined || context.triggerKind === SignatureHelpTriggerKind.Invoked) return false;
  return context.activeSignatureHelp === undefined && !isByPlace;
}

/** What a constructor may hold, while it is being filled: `textDocument/signatureHelp`. */
export const signatureHelp: LanguageFeature = {
  capabilities: () => ({
    signatureHelpProvider: { triggerCharacters: ['{', ','], retriggerCharacters: ['=', ' '] },
  }),
  register(context) {
    const { signature: client } = context.client;
    const markup = client.markdown ? markdown : plainText;
    context.connection.onRequest(
      SignatureHelpRequest.type,
      documentHandler(context, SignatureHelpRequest.method, null, (document, params: SignatureHelpParams) => {
        const found = document.model?.signature?.(document.offsetAt(params.position), markup);
        return found === undefined || isUnasked(found, params) ? null : toSignatureHelp(found, client);
      }),
    );
  },
};
