# Asks gettoken for candidates at each completion, so new profiles need no new script. The command line goes through a
# pipe: it may contain a secret, and other users can see arguments.
use str
set edit:completion:arg-completer[gettoken] = {|@words|
    var found = [(each {|word| print $word"\x00" } $words | e:gettoken completions elvish --words 2>/dev/null | from-lines)]
    if (eq $found ['']) {
        # An empty line asks for the name of a file.
        var word = $words[-1]
        var option = ''
        if (and (str:has-prefix $word '--') (str:contains $word '=')) {
            set option = $word[..(+ 1 (str:index $word '='))]
        }
        edit:complete-filename (str:trim-prefix $word $option) | each {|file|
            edit:complex-candidate $option$file[stem] &code-suffix=$file[code-suffix] &display=$file[stem]
        }
    } else {
        for line $found {
            var word @help = (str:split "\t" $line)
            edit:complex-candidate $word &display=(str:join '  ' [$word $@help])
        }
    }
}
