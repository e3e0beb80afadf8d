# Asks gettoken for candidates at each completion, so new profiles need no new script. The command line goes through a
# pipe: it may contain a secret, and other users can see arguments.
_gettoken() {
    COMPREPLY=()
    local word
    if ((BASH_VERSINFO[0] >= 4)); then
        mapfile -t COMPREPLY < <(printf '%s\0' "${COMP_WORDS[@]:0:COMP_CWORD+1}" | gettoken completions bash --words 2>/dev/null)
    else
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done < <(printf '%s\0' "${COMP_WORDS[@]:0:COMP_CWORD+1}" | gettoken completions bash --words 2>/dev/null)
    fi
}
# Without a candidate, complete file names.
complete -o bashdefault -o default -F _gettoken gettoken
