import { parseArguments } from '../terminal/arguments.ts';
import { didYouMean } from '../terminal/suggest.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { PROGRAM } from '../terminal/program.ts';
import { run } from './shared/run.ts';

// Each asks the program itself, at every Tab: so a shell offers what the commands take, and nothing else.
const shells: Readonly<Record<string, string>> = {
  bash: `_eks_sock_shop() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(${PROGRAM} --complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _eks_sock_shop ${PROGRAM}`,
  zsh: `_eks_sock_shop() {
  local -a found
  found=(\${(f)"$(${PROGRAM} --complete "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  compadd -- $found || _files
}
compdef _eks_sock_shop ${PROGRAM}`,
  fish: `function _eks_sock_shop
  set -l words (commandline -opc) (commandline -ct)
  ${PROGRAM} --complete $words[2..-1] 2>/dev/null
end
complete -c ${PROGRAM} -a '(_eks_sock_shop)'`,
};

const command = {
  name: 'completion',
  summary: `Prints what makes a shell complete ${PROGRAM}'s commands and flags: eval "$(${PROGRAM} completion bash)".`,
  flags: {},
  positionals: Object.keys(shells).join('|'),
};

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return;
  const [shell = ''] = parsed.positionals;
  if (parsed.positionals.length !== 1 || !Object.hasOwn(shells, shell)) {
    const names = Object.keys(shells);
    throw new UsageError(
      shell ? `${parsed.positionals.join(' ')} is not a shell that is known here` : 'which shell?',
      didYouMean(shell, names) ?? `write one of ${names.join(', ')}`,
    );
  }
  console.log(shells[shell]);
}, command);
