# Completes the words of gettoken, which it is asked for each time: new profiles need no new script. They go through a
# pipe, since a secret among them would be seen by everybody as an argument.
function __gettoken_words
    set -l words (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor)
    set -l found (string join0 -- $words | command gettoken completions fish --words 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        # Where gettoken knows no word, a file may be meant.
        __fish_complete_path $words[-1]
    end
end
complete --command gettoken --no-files --keep-order --arguments '(__gettoken_words)'
