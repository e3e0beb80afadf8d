# Completes the words of gettoken, which it is asked for each time: new profiles need no new script. They go through a
# pipe, since a secret among them would be seen by everybody as an argument.
Register-ArgumentCompleter -Native -CommandName 'gettoken', 'gettoken.exe' -ScriptBlock {
    param($word, $command, $cursor)
    $words = @($command.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    if ($word -eq '') { $words += '' }
    $text = -join ($words | ForEach-Object { "$_`0" })
    # Where gettoken knows no word, PowerShell offers files.
    $text | & gettoken completions powershell --words 2>$null | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
    }
}
