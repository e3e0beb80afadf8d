
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'gettoken' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'gettoken'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'gettoken' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            [CompletionResult]::new('api', 'api', [CompletionResultType]::ParameterValue, 'Call the vendor''s API with the token; one more try with a new one when it is rejected')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in, in a browser or on another device, and stay logged in')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End a session here and at the vendor')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Say what is right, doubtful or wrong, and what to do about it')
            [CompletionResult]::new('docker-credential', 'docker-credential', [CompletionResultType]::ParameterValue, 'Answer docker, podman and skopeo as their credential helper')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the token in its environment')
            [CompletionResult]::new('git-credential', 'git-credential', [CompletionResultType]::ParameterValue, 'Answer git as its credential helper')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'What is stored, until when; forget one or all')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'The config file: where, a commented sample, is it right')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'The main job against a mock token server on loopback: no account needed')
            [CompletionResult]::new('providers', 'providers', [CompletionResultType]::ParameterValue, 'The definitions: the built-in ones and your own')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;alimail' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (应用ID) [env: ALIMAIL_CLIENT_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (应用ID) [env: ALIMAIL_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (应用Secret) [env: ALIMAIL_CLIENT_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (应用Secret) [env: ALIMAIL_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'cn, sg (international), personal, or a host name [env: ALIMAIL_HOST] [default: cn]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;auth0' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (Client ID) [env: AUTH0_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret) [env: AUTH0_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'domain of the tenant, such as example.eu.auth0.com [env: AUTH0_DOMAIN]')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'name or identifier of an organization [env: AUTH0_ORGANIZATION]')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address, as entered for the application [env: AUTH0_REDIRECT_URI] [default: http://localhost:8080/callback]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;azure-china' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (API Key, or application (client) ID) [env: AZURE_CHINA_CLIENT_ID, AZURE_CLIENT_ID]')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The client id (API Key, or application (client) ID) [env: AZURE_CHINA_CLIENT_ID, AZURE_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (API Secret, or client secret) [env: AZURE_CHINA_CLIENT_SECRET, AZURE_CLIENT_SECRET]')
            [CompletionResult]::new('--api-secret', '--api-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (API Secret, or client secret) [env: AZURE_CHINA_CLIENT_SECRET, AZURE_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'login host: chinacloudapi, partner, or a host name [default: chinacloudapi]')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'directory (tenant) ID, or a verified domain; for a login also common or organizations [env: AZURE_TENANT_ID]')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'value of the field Type, which sample code sends and no document names; an empty one leaves it out [default: oauth2]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;baidu' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (API Key) [env: BAIDU_CLIENT_ID, BAIDU_API_KEY]')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'The client id (API Key) [env: BAIDU_CLIENT_ID, BAIDU_API_KEY]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Secret Key) [env: BAIDU_CLIENT_SECRET, BAIDU_SECRET_KEY]')
            [CompletionResult]::new('--secret-key', '--secret-key', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Secret Key) [env: BAIDU_CLIENT_SECRET, BAIDU_SECRET_KEY]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;dingtalk' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppKey) [env: DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--app-key', '--app-key', [CompletionResultType]::ParameterName, 'The client id (AppKey) [env: DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;dingtalk-corp' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (Client ID (AppKey or SuiteKey)) [env: DINGTALK_CORP_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--app-key', '--app-key', [CompletionResultType]::ParameterName, 'The client id (Client ID (AppKey or SuiteKey)) [env: DINGTALK_CORP_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret (AppSecret or SuiteSecret)) [env: DINGTALK_CORP_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret (AppSecret or SuiteSecret)) [env: DINGTALK_CORP_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--corp-id', '--corp-id', [CompletionResultType]::ParameterName, 'corpId of the organization in which the application runs [env: DINGTALK_CORP_ID]')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'cn, intl, or a host name [default: cn]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;dingtalk-user' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppKey (Client ID)) [env: DINGTALK_USER_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--app-key', '--app-key', [CompletionResultType]::ParameterName, 'The client id (AppKey (Client ID)) [env: DINGTALK_USER_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_USER_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_USER_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--corp-id', '--corp-id', [CompletionResultType]::ParameterName, 'CorpId of the organization to log in to, so that nobody has to choose [env: DINGTALK_USER_CORP_ID, DINGTALK_CORP_ID]')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'cn, or intl outside China [default: cn]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;dingtalk-v1' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppKey (Client ID)) [env: DINGTALK_V1_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--app-key', '--app-key', [CompletionResultType]::ParameterName, 'The client id (AppKey (Client ID)) [env: DINGTALK_V1_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_V1_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_V1_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'cn, intl, or a host name [default: cn]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;entra' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (application (client) ID) [env: ENTRA_CLIENT_ID, AZURE_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (client secret (its value, not its ID)) [env: ENTRA_CLIENT_SECRET, AZURE_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--cloud', '--cloud', [CompletionResultType]::ParameterName, 'the cloud in which the tenant lives [default: global]')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'directory (tenant) ID, or a verified domain; for a login also common, organizations or consumers [env: AZURE_TENANT_ID]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;entra-v1' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (application (client) ID) [env: ENTRA_V1_CLIENT_ID, AZURE_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (client secret (its value, not its ID)) [env: ENTRA_V1_CLIENT_SECRET, AZURE_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--cloud', '--cloud', [CompletionResultType]::ParameterName, 'the cloud in which the tenant lives [default: global]')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'directory (tenant) ID, or a verified domain [env: AZURE_TENANT_ID]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;exmail' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (CorpID) [env: EXMAIL_CLIENT_ID, EXMAIL_CORP_ID]')
            [CompletionResult]::new('--corp-id', '--corp-id', [CompletionResultType]::ParameterName, 'The client id (CorpID) [env: EXMAIL_CLIENT_ID, EXMAIL_CORP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (CorpSecret) [env: EXMAIL_CLIENT_SECRET, EXMAIL_CORP_SECRET]')
            [CompletionResult]::new('--corp-secret', '--corp-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (CorpSecret) [env: EXMAIL_CLIENT_SECRET, EXMAIL_CORP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;feishu' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (App ID) [env: FEISHU_CLIENT_ID, FEISHU_APP_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (App ID) [env: FEISHU_CLIENT_ID, FEISHU_APP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--brand', '--brand', [CompletionResultType]::ParameterName, 'feishu (China) or lark (international) [default: feishu]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;feishu-user' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (App ID) [env: FEISHU_USER_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (App ID) [env: FEISHU_USER_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_USER_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_USER_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--brand', '--brand', [CompletionResultType]::ParameterName, 'feishu (China) or lark (international) [default: feishu]')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address, as entered for the application [env: FEISHU_USER_REDIRECT_URI] [default: http://localhost:8080/callback]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;feishu-v3' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (App ID) [env: FEISHU_V3_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (App ID) [env: FEISHU_V3_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_V3_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_V3_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--brand', '--brand', [CompletionResultType]::ParameterName, 'feishu (China) or lark (international) [default: feishu]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;gitee' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (Client ID) [env: GITEE_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret) [env: GITEE_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address (应用回调地址), as entered for the application [env: GITEE_REDIRECT_URI] [default: http://localhost:8080/callback]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;github' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (client ID) [env: GITHUB_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (client secret) [env: GITHUB_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;google' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (client ID) [env: GOOGLE_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (client secret) [env: GOOGLE_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;huawei' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (OAuth 2.0 client ID) [env: HUAWEI_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (OAuth 2.0 client secret) [env: HUAWEI_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address, as registered for the application; for a login alone [env: HUAWEI_REDIRECT_URI]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;keycloak' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (Client ID) [env: KEYCLOAK_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret) [env: KEYCLOAK_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--base-url', '--base-url', [CompletionResultType]::ParameterName, 'address of the server, such as https://sso.example.com, before version 17 with /auth; no slash at its end [env: KEYCLOAK_BASE_URL, KEYCLOAK_URL]')
            [CompletionResult]::new('--realm', '--realm', [CompletionResultType]::ParameterName, 'name of the realm [env: KEYCLOAK_REALM]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;oauth2' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id [env: OAUTH2_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it [env: OAUTH2_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--authorize-url', '--authorize-url', [CompletionResultType]::ParameterName, 'address that a person''s browser is sent to [env: OAUTH2_AUTHORIZE_URL]')
            [CompletionResult]::new('--client-auth', '--client-auth', [CompletionResultType]::ParameterName, 'how the client sends its secret: in the form (post), in a header (basic), or not at all (none) [default: post]')
            [CompletionResult]::new('--device-url', '--device-url', [CompletionResultType]::ParameterName, 'address that gives codes for a login on another device [env: OAUTH2_DEVICE_URL]')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'name by which the server calls itself after a login; an answer with another one is turned away [env: OAUTH2_ISSUER]')
            [CompletionResult]::new('--revoke-url', '--revoke-url', [CompletionResultType]::ParameterName, 'address that ends a session [env: OAUTH2_REVOKE_URL]')
            [CompletionResult]::new('--token-url', '--token-url', [CompletionResultType]::ParameterName, 'address of the token endpoint [env: OAUTH2_TOKEN_URL]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;okta' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (Client ID) [env: OKTA_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret) [env: OKTA_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--authorization-server', '--authorization-server', [CompletionResultType]::ParameterName, 'ID of the authorization server [env: OKTA_AUTHORIZATION_SERVER] [default: default]')
            [CompletionResult]::new('--client-auth', '--client-auth', [CompletionResultType]::ParameterName, 'as the application is set up: in a header (basic), or in the form (post) [default: basic]')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'domain of the organization, such as example.okta.com [env: OKTA_DOMAIN]')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address, as entered for the application [env: OKTA_REDIRECT_URI] [default: http://localhost:8080/callback]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;qq-bot' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: QQ_BOT_CLIENT_ID, QQ_BOT_APP_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: QQ_BOT_CLIENT_ID, QQ_BOT_APP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: QQ_BOT_CLIENT_SECRET, QQ_BOT_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: QQ_BOT_CLIENT_SECRET, QQ_BOT_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'which API is called: production or sandbox [default: production]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;qq-connect' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (APP ID) [env: QQ_CONNECT_CLIENT_ID, QQ_CONNECT_APP_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (APP ID) [env: QQ_CONNECT_CLIENT_ID, QQ_CONNECT_APP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (APP Key) [env: QQ_CONNECT_CLIENT_SECRET, QQ_CONNECT_APP_KEY]')
            [CompletionResult]::new('--app-key', '--app-key', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (APP Key) [env: QQ_CONNECT_CLIENT_SECRET, QQ_CONNECT_APP_KEY]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address, on the domain registered for the application [env: QQ_CONNECT_REDIRECT_URI]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;qqmail' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (Client ID) [env: QQMAIL_CLIENT_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (Client Secret) [env: QQMAIL_CLIENT_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;wechat' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;wechat-stable' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: WECHAT_STABLE_CLIENT_ID, WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: WECHAT_STABLE_CLIENT_ID, WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_STABLE_CLIENT_SECRET, WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_STABLE_CLIENT_SECRET, WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;wechat-user' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: WECHAT_USER_CLIENT_ID, WECHAT_USER_APP_ID]')
            [CompletionResult]::new('--app-id', '--app-id', [CompletionResultType]::ParameterName, 'The client id (AppID) [env: WECHAT_USER_CLIENT_ID, WECHAT_USER_APP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_USER_CLIENT_SECRET, WECHAT_USER_APP_SECRET]')
            [CompletionResult]::new('--app-secret', '--app-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_USER_CLIENT_SECRET, WECHAT_USER_APP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'where the person agrees: a link opened inside WeChat (inside), or a code to scan, for websites (scan) [default: inside]')
            [CompletionResult]::new('--redirect-uri', '--redirect-uri', [CompletionResultType]::ParameterName, 'redirect address, on the domain registered for the account [env: WECHAT_USER_REDIRECT_URI]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;wecom' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id (corpid (企业ID)) [env: WECOM_CLIENT_ID, WECOM_CORP_ID]')
            [CompletionResult]::new('--corp-id', '--corp-id', [CompletionResultType]::ParameterName, 'The client id (corpid (企业ID)) [env: WECOM_CLIENT_ID, WECOM_CORP_ID]')
            [CompletionResult]::new('--client-secret', '--client-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (corpsecret (Secret)) [env: WECOM_CLIENT_SECRET, WECOM_CORP_SECRET]')
            [CompletionResult]::new('--corp-secret', '--corp-secret', [CompletionResultType]::ParameterName, 'The client secret; other users of this machine may see it (corpsecret (Secret)) [env: WECOM_CLIENT_SECRET, WECOM_CORP_SECRET]')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'A file with the client secret, or - for stdin')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for; may be given several times')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Who the token is for, where the server wants to know')
            [CompletionResult]::new('--resource', '--resource', [CompletionResultType]::ParameterName, 'The resource the token is for (RFC 8707)')
            [CompletionResult]::new('--param', '--param', [CompletionResultType]::ParameterName, 'An extra field of the request; may be given several times')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name in the formats env, dotenv, fish and powershell')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, without secrets, and send nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;api' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;api;alimail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;auth0' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;azure-china' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;baidu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;dingtalk' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;dingtalk-corp' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;dingtalk-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;dingtalk-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;entra' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;entra-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;exmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;feishu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;feishu-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;feishu-v3' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;gitee' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;github' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;google' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;huawei' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;keycloak' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;oauth2' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;okta' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;qq-bot' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;qq-connect' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;qqmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;wechat' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;wechat-stable' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;wechat-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;api;wecom' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;login;alimail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;auth0' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;azure-china' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;baidu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;dingtalk' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;dingtalk-corp' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;dingtalk-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;dingtalk-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;entra' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;entra-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;exmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;feishu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;feishu-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;feishu-v3' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;gitee' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;github' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;google' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;huawei' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;keycloak' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;oauth2' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;okta' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;qq-bot' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;qq-connect' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;qqmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;wechat' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;wechat-stable' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;wechat-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;login;wecom' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;logout;alimail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;auth0' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;azure-china' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;baidu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;dingtalk' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;dingtalk-corp' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;dingtalk-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;dingtalk-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;entra' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;entra-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;exmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;feishu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;feishu-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;feishu-v3' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;gitee' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;github' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;google' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;huawei' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;keycloak' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;oauth2' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;okta' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;qq-bot' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;qq-connect' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;qqmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;wechat' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;wechat-stable' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;wechat-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;logout;wecom' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;doctor;alimail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;auth0' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;azure-china' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;baidu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;dingtalk' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;dingtalk-corp' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;dingtalk-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;dingtalk-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;entra' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;entra-v1' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;exmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;feishu' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;feishu-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;feishu-v3' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;gitee' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;github' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;google' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;huawei' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;keycloak' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;oauth2' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;okta' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;qq-bot' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;qq-connect' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;qqmail' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;wechat' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;wechat-stable' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;wechat-user' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;doctor;wecom' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the report as JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;docker-credential' {
            [CompletionResult]::new('--allow-host', '--allow-host', [CompletionResultType]::ParameterName, 'A further server that the token is for; may be given several times')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;exec' {
            [CompletionResult]::new('--env-name', '--env-name', [CompletionResultType]::ParameterName, 'The variable''s name [default: ACCESS_TOKEN]')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('--min-valid', '--min-valid', [CompletionResultType]::ParameterName, 'Want at least this much life left [default: 60s]')
            [CompletionResult]::new('--rejected', '--rejected', [CompletionResultType]::ParameterName, 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Longest wait for another process''s request [default: --timeout and 5s]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Give the token in a file without a name instead, whose path is in ACCESS_TOKEN_FILE: an environment is inherited by whatever the command starts')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Ask the vendor even if a stored token is valid')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Answer from the cache or fail')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--require-cache', '--require-cache', [CompletionResultType]::ParameterName, 'Fail if the token cannot be stored')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;git-credential' {
            [CompletionResult]::new('--allow-host', '--allow-host', [CompletionResultType]::ParameterName, 'A further server that the token is for; may be given several times')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Whose token it is, for readers that want a name beside it, such as mail programs')
            [CompletionResult]::new('--grant', '--grant', [CompletionResultType]::ParameterName, 'The application''s own token, or that of the person who logged in')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'For the whole call [default: 30s]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'For resolving the name, and for connecting [default: 10s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that failed for a passing reason is repeated [default: 2]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--require-scope', '--require-scope', [CompletionResultType]::ParameterName, 'Fail if the token lacks some of the scope, instead of a warning')
            [CompletionResult]::new('-4', '-4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('--ipv4', '--ipv4', [CompletionResultType]::ParameterName, 'Connect over IPv4 only')
            [CompletionResult]::new('-6', '-6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--ipv6', '--ipv6', [CompletionResultType]::ParameterName, 'Connect over IPv6 only')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gettoken;cache' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Stored tokens and how long they live; never the tokens')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget one profile''s tokens, or all')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the folder')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Read every entry and tell which are damaged')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;cache;list' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;cache;clear' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--sessions', '--sessions', [CompletionResultType]::ParameterName, 'Sessions too, which cannot be fetched again: log out instead')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;cache;path' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;cache;verify' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;cache;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Stored tokens and how long they live; never the tokens')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget one profile''s tokens, or all')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the folder')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Read every entry and tell which are damaged')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;cache;help;list' {
            break
        }
        'gettoken;cache;help;clear' {
            break
        }
        'gettoken;cache;help;path' {
            break
        }
        'gettoken;cache;help;verify' {
            break
        }
        'gettoken;cache;help;help' {
            break
        }
        'gettoken;completions' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;config' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the config file is')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented sample, unless there is a file already')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read the config file and every provider it names')
            [CompletionResult]::new('set-secret', 'set-secret', [CompletionResultType]::ParameterValue, 'Put a profile''s client secret, from stdin, into the system''s keyring')
            [CompletionResult]::new('remove-secret', 'remove-secret', [CompletionResultType]::ParameterValue, 'Remove a profile''s client secret from the system''s keyring')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;config;path' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;config;init' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;config;check' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;config;set-secret' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;config;remove-secret' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;config;help' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the config file is')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented sample, unless there is a file already')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read the config file and every provider it names')
            [CompletionResult]::new('set-secret', 'set-secret', [CompletionResultType]::ParameterValue, 'Put a profile''s client secret, from stdin, into the system''s keyring')
            [CompletionResult]::new('remove-secret', 'remove-secret', [CompletionResultType]::ParameterValue, 'Remove a profile''s client secret from the system''s keyring')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;config;help;path' {
            break
        }
        'gettoken;config;help;init' {
            break
        }
        'gettoken;config;help;check' {
            break
        }
        'gettoken;config;help;set-secret' {
            break
        }
        'gettoken;config;help;remove-secret' {
            break
        }
        'gettoken;config;help;help' {
            break
        }
        'gettoken;demo' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]')
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--serve', '--serve', [CompletionResultType]::ParameterName, 'Keep the server up, and print what to export so that scripts work offline')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;providers' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every provider with its title')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a definition in the form you may copy and change')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check definitions and run their examples')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;providers;list' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;providers;show' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;providers;check' {
            [CompletionResult]::new('--config-dir', '--config-dir', [CompletionResultType]::ParameterName, 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How errors are written on stderr')
            [CompletionResult]::new('--insecure-file-mode', '--insecure-file-mode', [CompletionResultType]::ParameterName, 'Take files with secrets although others may read them, with a warning')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr where each value came from and what was asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gettoken;providers;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every provider with its title')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a definition in the form you may copy and change')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check definitions and run their examples')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;providers;help;list' {
            break
        }
        'gettoken;providers;help;show' {
            break
        }
        'gettoken;providers;help;check' {
            break
        }
        'gettoken;providers;help;help' {
            break
        }
        'gettoken;help' {
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            [CompletionResult]::new('api', 'api', [CompletionResultType]::ParameterValue, 'Call the vendor''s API with the token; one more try with a new one when it is rejected')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in, in a browser or on another device, and stay logged in')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End a session here and at the vendor')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Say what is right, doubtful or wrong, and what to do about it')
            [CompletionResult]::new('docker-credential', 'docker-credential', [CompletionResultType]::ParameterValue, 'Answer docker, podman and skopeo as their credential helper')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the token in its environment')
            [CompletionResult]::new('git-credential', 'git-credential', [CompletionResultType]::ParameterValue, 'Answer git as its credential helper')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'What is stored, until when; forget one or all')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'The config file: where, a commented sample, is it right')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'The main job against a mock token server on loopback: no account needed')
            [CompletionResult]::new('providers', 'providers', [CompletionResultType]::ParameterValue, 'The definitions: the built-in ones and your own')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gettoken;help;alimail' {
            break
        }
        'gettoken;help;auth0' {
            break
        }
        'gettoken;help;azure-china' {
            break
        }
        'gettoken;help;baidu' {
            break
        }
        'gettoken;help;dingtalk' {
            break
        }
        'gettoken;help;dingtalk-corp' {
            break
        }
        'gettoken;help;dingtalk-user' {
            break
        }
        'gettoken;help;dingtalk-v1' {
            break
        }
        'gettoken;help;entra' {
            break
        }
        'gettoken;help;entra-v1' {
            break
        }
        'gettoken;help;exmail' {
            break
        }
        'gettoken;help;feishu' {
            break
        }
        'gettoken;help;feishu-user' {
            break
        }
        'gettoken;help;feishu-v3' {
            break
        }
        'gettoken;help;gitee' {
            break
        }
        'gettoken;help;github' {
            break
        }
        'gettoken;help;google' {
            break
        }
        'gettoken;help;huawei' {
            break
        }
        'gettoken;help;keycloak' {
            break
        }
        'gettoken;help;oauth2' {
            break
        }
        'gettoken;help;okta' {
            break
        }
        'gettoken;help;qq-bot' {
            break
        }
        'gettoken;help;qq-connect' {
            break
        }
        'gettoken;help;qqmail' {
            break
        }
        'gettoken;help;wechat' {
            break
        }
        'gettoken;help;wechat-stable' {
            break
        }
        'gettoken;help;wechat-user' {
            break
        }
        'gettoken;help;wecom' {
            break
        }
        'gettoken;help;api' {
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;help;api;alimail' {
            break
        }
        'gettoken;help;api;auth0' {
            break
        }
        'gettoken;help;api;azure-china' {
            break
        }
        'gettoken;help;api;baidu' {
            break
        }
        'gettoken;help;api;dingtalk' {
            break
        }
        'gettoken;help;api;dingtalk-corp' {
            break
        }
        'gettoken;help;api;dingtalk-user' {
            break
        }
        'gettoken;help;api;dingtalk-v1' {
            break
        }
        'gettoken;help;api;entra' {
            break
        }
        'gettoken;help;api;entra-v1' {
            break
        }
        'gettoken;help;api;exmail' {
            break
        }
        'gettoken;help;api;feishu' {
            break
        }
        'gettoken;help;api;feishu-user' {
            break
        }
        'gettoken;help;api;feishu-v3' {
            break
        }
        'gettoken;help;api;gitee' {
            break
        }
        'gettoken;help;api;github' {
            break
        }
        'gettoken;help;api;google' {
            break
        }
        'gettoken;help;api;huawei' {
            break
        }
        'gettoken;help;api;keycloak' {
            break
        }
        'gettoken;help;api;oauth2' {
            break
        }
        'gettoken;help;api;okta' {
            break
        }
        'gettoken;help;api;qq-bot' {
            break
        }
        'gettoken;help;api;qq-connect' {
            break
        }
        'gettoken;help;api;qqmail' {
            break
        }
        'gettoken;help;api;wechat' {
            break
        }
        'gettoken;help;api;wechat-stable' {
            break
        }
        'gettoken;help;api;wechat-user' {
            break
        }
        'gettoken;help;api;wecom' {
            break
        }
        'gettoken;help;login' {
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;help;login;alimail' {
            break
        }
        'gettoken;help;login;auth0' {
            break
        }
        'gettoken;help;login;azure-china' {
            break
        }
        'gettoken;help;login;baidu' {
            break
        }
        'gettoken;help;login;dingtalk' {
            break
        }
        'gettoken;help;login;dingtalk-corp' {
            break
        }
        'gettoken;help;login;dingtalk-user' {
            break
        }
        'gettoken;help;login;dingtalk-v1' {
            break
        }
        'gettoken;help;login;entra' {
            break
        }
        'gettoken;help;login;entra-v1' {
            break
        }
        'gettoken;help;login;exmail' {
            break
        }
        'gettoken;help;login;feishu' {
            break
        }
        'gettoken;help;login;feishu-user' {
            break
        }
        'gettoken;help;login;feishu-v3' {
            break
        }
        'gettoken;help;login;gitee' {
            break
        }
        'gettoken;help;login;github' {
            break
        }
        'gettoken;help;login;google' {
            break
        }
        'gettoken;help;login;huawei' {
            break
        }
        'gettoken;help;login;keycloak' {
            break
        }
        'gettoken;help;login;oauth2' {
            break
        }
        'gettoken;help;login;okta' {
            break
        }
        'gettoken;help;login;qq-bot' {
            break
        }
        'gettoken;help;login;qq-connect' {
            break
        }
        'gettoken;help;login;qqmail' {
            break
        }
        'gettoken;help;login;wechat' {
            break
        }
        'gettoken;help;login;wechat-stable' {
            break
        }
        'gettoken;help;login;wechat-user' {
            break
        }
        'gettoken;help;login;wecom' {
            break
        }
        'gettoken;help;logout' {
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;help;logout;alimail' {
            break
        }
        'gettoken;help;logout;auth0' {
            break
        }
        'gettoken;help;logout;azure-china' {
            break
        }
        'gettoken;help;logout;baidu' {
            break
        }
        'gettoken;help;logout;dingtalk' {
            break
        }
        'gettoken;help;logout;dingtalk-corp' {
            break
        }
        'gettoken;help;logout;dingtalk-user' {
            break
        }
        'gettoken;help;logout;dingtalk-v1' {
            break
        }
        'gettoken;help;logout;entra' {
            break
        }
        'gettoken;help;logout;entra-v1' {
            break
        }
        'gettoken;help;logout;exmail' {
            break
        }
        'gettoken;help;logout;feishu' {
            break
        }
        'gettoken;help;logout;feishu-user' {
            break
        }
        'gettoken;help;logout;feishu-v3' {
            break
        }
        'gettoken;help;logout;gitee' {
            break
        }
        'gettoken;help;logout;github' {
            break
        }
        'gettoken;help;logout;google' {
            break
        }
        'gettoken;help;logout;huawei' {
            break
        }
        'gettoken;help;logout;keycloak' {
            break
        }
        'gettoken;help;logout;oauth2' {
            break
        }
        'gettoken;help;logout;okta' {
            break
        }
        'gettoken;help;logout;qq-bot' {
            break
        }
        'gettoken;help;logout;qq-connect' {
            break
        }
        'gettoken;help;logout;qqmail' {
            break
        }
        'gettoken;help;logout;wechat' {
            break
        }
        'gettoken;help;logout;wechat-stable' {
            break
        }
        'gettoken;help;logout;wechat-user' {
            break
        }
        'gettoken;help;logout;wecom' {
            break
        }
        'gettoken;help;doctor' {
            [CompletionResult]::new('alimail', 'alimail', [CompletionResultType]::ParameterValue, 'Alimail (阿里邮箱)')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0')
            [CompletionResult]::new('azure-china', 'azure-china', [CompletionResultType]::ParameterValue, 'Azure China (世纪互联)')
            [CompletionResult]::new('baidu', 'baidu', [CompletionResultType]::ParameterValue, 'Baidu AI (百度智能云)')
            [CompletionResult]::new('dingtalk', 'dingtalk', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉)')
            [CompletionResult]::new('dingtalk-corp', 'dingtalk-corp', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), one organization')
            [CompletionResult]::new('dingtalk-user', 'dingtalk-user', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), for a person')
            [CompletionResult]::new('dingtalk-v1', 'dingtalk-v1', [CompletionResultType]::ParameterValue, 'DingTalk (钉钉), API v1.0')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD)')
            [CompletionResult]::new('entra-v1', 'entra-v1', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD), v1.0 endpoint')
            [CompletionResult]::new('exmail', 'exmail', [CompletionResultType]::ParameterValue, 'Tencent Exmail (腾讯企业邮)')
            [CompletionResult]::new('feishu', 'feishu', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark')
            [CompletionResult]::new('feishu-user', 'feishu-user', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, for a person')
            [CompletionResult]::new('feishu-v3', 'feishu-v3', [CompletionResultType]::ParameterValue, 'Feishu (飞书) and Lark, OAuth endpoint')
            [CompletionResult]::new('gitee', 'gitee', [CompletionResultType]::ParameterValue, 'Gitee (码云)')
            [CompletionResult]::new('github', 'github', [CompletionResultType]::ParameterValue, 'GitHub')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google')
            [CompletionResult]::new('huawei', 'huawei', [CompletionResultType]::ParameterValue, 'Huawei (华为)')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak')
            [CompletionResult]::new('oauth2', 'oauth2', [CompletionResultType]::ParameterValue, 'OAuth 2.0 (any server)')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta')
            [CompletionResult]::new('qq-bot', 'qq-bot', [CompletionResultType]::ParameterValue, 'QQ Bot (QQ 机器人)')
            [CompletionResult]::new('qq-connect', 'qq-connect', [CompletionResultType]::ParameterValue, 'QQ Connect (QQ 互联)')
            [CompletionResult]::new('qqmail', 'qqmail', [CompletionResultType]::ParameterValue, 'QQ Mail (QQ 邮箱)')
            [CompletionResult]::new('wechat', 'wechat', [CompletionResultType]::ParameterValue, 'WeChat (微信), classic token')
            [CompletionResult]::new('wechat-stable', 'wechat-stable', [CompletionResultType]::ParameterValue, 'WeChat (微信), stable token')
            [CompletionResult]::new('wechat-user', 'wechat-user', [CompletionResultType]::ParameterValue, 'WeChat (微信), for a person')
            [CompletionResult]::new('wecom', 'wecom', [CompletionResultType]::ParameterValue, 'WeCom (企业微信)')
            break
        }
        'gettoken;help;doctor;alimail' {
            break
        }
        'gettoken;help;doctor;auth0' {
            break
        }
        'gettoken;help;doctor;azure-china' {
            break
        }
        'gettoken;help;doctor;baidu' {
            break
        }
        'gettoken;help;doctor;dingtalk' {
            break
        }
        'gettoken;help;doctor;dingtalk-corp' {
            break
        }
        'gettoken;help;doctor;dingtalk-user' {
            break
        }
        'gettoken;help;doctor;dingtalk-v1' {
            break
        }
        'gettoken;help;doctor;entra' {
            break
        }
        'gettoken;help;doctor;entra-v1' {
            break
        }
        'gettoken;help;doctor;exmail' {
            break
        }
        'gettoken;help;doctor;feishu' {
            break
        }
        'gettoken;help;doctor;feishu-user' {
            break
        }
        'gettoken;help;doctor;feishu-v3' {
            break
        }
        'gettoken;help;doctor;gitee' {
            break
        }
        'gettoken;help;doctor;github' {
            break
        }
        'gettoken;help;doctor;google' {
            break
        }
        'gettoken;help;doctor;huawei' {
            break
        }
        'gettoken;help;doctor;keycloak' {
            break
        }
        'gettoken;help;doctor;oauth2' {
            break
        }
        'gettoken;help;doctor;okta' {
            break
        }
        'gettoken;help;doctor;qq-bot' {
            break
        }
        'gettoken;help;doctor;qq-connect' {
            break
        }
        'gettoken;help;doctor;qqmail' {
            break
        }
        'gettoken;help;doctor;wechat' {
            break
        }
        'gettoken;help;doctor;wechat-stable' {
            break
        }
        'gettoken;help;doctor;wechat-user' {
            break
        }
        'gettoken;help;doctor;wecom' {
            break
        }
        'gettoken;help;docker-credential' {
            break
        }
        'gettoken;help;exec' {
            break
        }
        'gettoken;help;git-credential' {
            break
        }
        'gettoken;help;cache' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Stored tokens and how long they live; never the tokens')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget one profile''s tokens, or all')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the folder')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Read every entry and tell which are damaged')
            break
        }
        'gettoken;help;cache;list' {
            break
        }
        'gettoken;help;cache;clear' {
            break
        }
        'gettoken;help;cache;path' {
            break
        }
        'gettoken;help;cache;verify' {
            break
        }
        'gettoken;help;completions' {
            break
        }
        'gettoken;help;config' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the config file is')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented sample, unless there is a file already')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read the config file and every provider it names')
            [CompletionResult]::new('set-secret', 'set-secret', [CompletionResultType]::ParameterValue, 'Put a profile''s client secret, from stdin, into the system''s keyring')
            [CompletionResult]::new('remove-secret', 'remove-secret', [CompletionResultType]::ParameterValue, 'Remove a profile''s client secret from the system''s keyring')
            break
        }
        'gettoken;help;config;path' {
            break
        }
        'gettoken;help;config;init' {
            break
        }
        'gettoken;help;config;check' {
            break
        }
        'gettoken;help;config;set-secret' {
            break
        }
        'gettoken;help;config;remove-secret' {
            break
        }
        'gettoken;help;demo' {
            break
        }
        'gettoken;help;providers' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every provider with its title')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a definition in the form you may copy and change')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check definitions and run their examples')
            break
        }
        'gettoken;help;providers;list' {
            break
        }
        'gettoken;help;providers;show' {
            break
        }
        'gettoken;help;providers;check' {
            break
        }
        'gettoken;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
