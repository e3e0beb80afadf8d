# Asks gettoken for candidates at each completion, so new profiles need no new script. The command line goes through a
# pipe: it may contain a secret, and other users can see arguments.
function __gettoken_words
    set -l words (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor)
    set -l separator (contains --index -- -- $words)
    if test -n "$separator"; and test (math $separator + 1) -lt (count $words)
        # The arguments of the command of `gettoken exec`.
        complete --do-complete (string join ' ' -- (string escape -- $words[(math $separator + 1)..-2]) $words[-1])
        return
    end
    set -l found (string join0 -- $words | command gettoken completions fish --words 2>/dev/null)
    if test (count $found) -eq 1; and test -z "$found"
        # An empty line asks for the name of a file.
        set -l flag (string match --regex -- '^--[^=]*=' $words[-1])
        for path in (__fish_complete_path (string replace -- "$flag" '' $words[-1]))
            printf '%s\n' "$flag$path"
        end
    else if set -q found[1]
        printf '%s\n' $found
    end
end
complete --command gettoken --no-files --keep-order --arguments '(__gettoken_words)'
