# Asks gettoken for candidates at each completion, so new profiles need no new script. The command line goes through a
# pipe: it may contain a secret, and other users can see arguments.
_gettoken() {
    COMPREPLY=()
    local word i
    for ((i = 2; i < COMP_CWORD - 1; i++)); do
        # The arguments of the command of `gettoken exec`, if the package bash-completion is in use.
        if [[ ${COMP_WORDS[i]} == -- ]] && declare -F _command_offset >/dev/null; then
            _command_offset $((i + 1))
            return
        fi
    done
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(printf '%s\0' "${COMP_WORDS[@]:0:COMP_CWORD+1}" | gettoken completions bash --words 2>/dev/null)
    # An empty line asks for the name of a file.
    if [[ ${#COMPREPLY[@]} == 1 && -z ${COMPREPLY[0]} ]]; then
        COMPREPLY=()
        if ((BASH_VERSINFO[0] >= 4)); then
            compopt -o bashdefault -o default 2>/dev/null
        else
            while IFS= read -r word; do
                COMPREPLY+=("$word")
            done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
        fi
    fi
}
complete -F _gettoken gettoken
