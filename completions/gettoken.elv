# Completes the words of gettoken, which it is asked for each time: new profiles need no new script. They go through a
# pipe, since a secret among them would be seen by everybody as an argument.
use str
set edit:completion:arg-completer[gettoken] = {|@words|
    var found = [(each {|word| print $word"\x00" } $words | e:gettoken completions elvish --words 2>/dev/null | from-lines)]
    if (eq (count $found) (num 0)) {
        # Where gettoken knows no word, a file may be meant.
        edit:complete-filename $@words
    }
    for line $found {
        var word @help = (str:split "\t" $line)
        edit:complex-candidate $word &display=(str:join '  ' [$word $@help])
    }
}
