# Asks gettoken for candidates at each completion, so new profiles need no new script. The command line goes through a
# pipe: it may contain a secret, and other users can see arguments.
Register-ArgumentCompleter -Native -CommandName 'gettoken', 'gettoken.exe' -ScriptBlock {
    param($word, $command, $cursor)
    $words = @($command.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    if ($word -eq '') { $words += '' }
    $text = -join ($words | ForEach-Object { "$_`0" })
    # An empty line asks for the name of a file, which PowerShell completes if there is no candidate.
    $text | & gettoken completions powershell --words 2>$null | Where-Object { $_ } | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
    }
}
