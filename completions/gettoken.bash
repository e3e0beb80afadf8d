# Completes the words of gettoken, which it is asked for each time: new profiles need no new script. They go through a
# pipe, since a secret among them would be seen by everybody as an argument.
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
# Where gettoken knows no word, a file may be meant.
complete -o bashdefault -o default -F _gettoken gettoken
