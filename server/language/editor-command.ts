import type { Command } from 'vscode-languageserver';
import type { EditorCommand } from './answers/refactorings.ts';

/** A command as the protocol has it: what it is about comes first among its arguments, the document's address. */
export function toCommand(title: string, command: EditorCommand, uri: string): Command {
  return { title, command: command.id, arguments: [uri, ...command.arguments] };
}
