# Asks gettoken for candidates at each completion, so new profiles need no new script. The command line goes through a
# pipe: it may contain a secret, and other users can see arguments.
function __gettoken_words
    set -l words (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor)
    set -l found (string join0 -- $words | command gettoken completions fish --words 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        # Without a candidate, complete file names.
        __fish_complete_path $words[-1]
    end
end
complete --command gettoken --no-files --keep-order --arguments '(__gettoken_words)'
