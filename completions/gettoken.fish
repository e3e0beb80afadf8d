# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_gettoken_global_optspecs
    string join \n config-dir= error-format= insecure-file-mode v/verbose h/help V/version
end

function __fish_gettoken_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_gettoken_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_gettoken_using_subcommand
    set -l cmd (__fish_gettoken_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c gettoken -n "__fish_gettoken_needs_command" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_needs_command" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_needs_command" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_needs_command" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_needs_command" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_needs_command" -s V -l version -d 'Print version'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "api" -d 'Call the vendor\'s API with the token; one more try with a new one when it is rejected'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "login" -d 'Log in, in a browser or on another device, and stay logged in'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "logout" -d 'End a session here and at the vendor'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "doctor" -d 'Say what is right, doubtful or wrong, and what to do about it'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "docker-credential" -d 'Answer docker, podman and skopeo as their credential helper'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "exec" -d 'Run a command with the token in its environment'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "git-credential" -d 'Answer git as its credential helper'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "cache" -d 'What is stored, until when; forget one or all'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "completions" -d 'Print a completion script'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "config" -d 'The config file: where, a commented sample, is it right'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "demo" -d 'The main job against a mock token server on loopback: no account needed'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "providers" -d 'The definitions: the built-in ones and your own'
complete -c gettoken -n "__fish_gettoken_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l client-id -l app-id -d 'The client id (应用ID) [env: ALIMAIL_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (应用Secret) [env: ALIMAIL_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l host -d 'cn, sg (international), personal, or a host name [env: ALIMAIL_HOST] [default: cn]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand alimail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l client-id -d 'The client id (Client ID) [env: AUTH0_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l client-secret -d 'The client secret; other users of this machine may see it (Client Secret) [env: AUTH0_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l domain -d 'domain of the tenant, such as example.eu.auth0.com [env: AUTH0_DOMAIN]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l organization -d 'name or identifier of an organization [env: AUTH0_ORGANIZATION]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l redirect-uri -d 'redirect address, as entered for the application [env: AUTH0_REDIRECT_URI] [default: http://localhost:8080/callback]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand auth0" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l client-id -l api-key -d 'The client id (API Key, or application (client) ID) [env: AZURE_CHINA_CLIENT_ID, AZURE_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l client-secret -l api-secret -d 'The client secret; other users of this machine may see it (API Secret, or client secret) [env: AZURE_CHINA_CLIENT_SECRET, AZURE_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l host -d 'login host: chinacloudapi, partner, or a host name [default: chinacloudapi]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l tenant -d 'directory (tenant) ID, or a verified domain; for a login also common or organizations [env: AZURE_TENANT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l type -d 'value of the field Type, which sample code sends and no document names; an empty one leaves it out [default: oauth2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand azure-china" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l client-id -l api-key -d 'The client id (API Key) [env: BAIDU_CLIENT_ID, BAIDU_API_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l client-secret -l secret-key -d 'The client secret; other users of this machine may see it (Secret Key) [env: BAIDU_CLIENT_SECRET, BAIDU_SECRET_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand baidu" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l client-id -l app-key -d 'The client id (AppKey) [env: DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret) [env: DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l client-id -l app-key -d 'The client id (Client ID (AppKey or SuiteKey)) [env: DINGTALK_CORP_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (Client Secret (AppSecret or SuiteSecret)) [env: DINGTALK_CORP_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l corp-id -d 'corpId of the organization in which the application runs [env: DINGTALK_CORP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l host -d 'cn, intl, or a host name [default: cn]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-corp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l client-id -l app-key -d 'The client id (AppKey (Client ID)) [env: DINGTALK_USER_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_USER_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l corp-id -d 'CorpId of the organization to log in to, so that nobody has to choose [env: DINGTALK_USER_CORP_ID, DINGTALK_CORP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l region -d 'cn, or intl outside China [default: cn]' -r -f -a "cn\t''
intl\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l client-id -l app-key -d 'The client id (AppKey (Client ID)) [env: DINGTALK_V1_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_V1_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l host -d 'cn, intl, or a host name [default: cn]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand dingtalk-v1" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l client-id -d 'The client id (application (client) ID) [env: ENTRA_CLIENT_ID, AZURE_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l client-secret -d 'The client secret; other users of this machine may see it (client secret (its value, not its ID)) [env: ENTRA_CLIENT_SECRET, AZURE_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l cloud -d 'the cloud in which the tenant lives [default: global]' -r -f -a "china\t''
global\t''
us-gov\t''
us-gov-dod\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l tenant -d 'directory (tenant) ID, or a verified domain; for a login also common, organizations or consumers [env: AZURE_TENANT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l client-id -d 'The client id (application (client) ID) [env: ENTRA_V1_CLIENT_ID, AZURE_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l client-secret -d 'The client secret; other users of this machine may see it (client secret (its value, not its ID)) [env: ENTRA_V1_CLIENT_SECRET, AZURE_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l cloud -d 'the cloud in which the tenant lives [default: global]' -r -f -a "china\t''
global\t''
us-gov\t''
us-gov-dod\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l tenant -d 'directory (tenant) ID, or a verified domain [env: AZURE_TENANT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand entra-v1" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l client-id -l corp-id -d 'The client id (CorpID) [env: EXMAIL_CLIENT_ID, EXMAIL_CORP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l client-secret -l corp-secret -d 'The client secret; other users of this machine may see it (CorpSecret) [env: EXMAIL_CLIENT_SECRET, EXMAIL_CORP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand exmail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l client-id -l app-id -d 'The client id (App ID) [env: FEISHU_CLIENT_ID, FEISHU_APP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l brand -d 'feishu (China) or lark (international) [default: feishu]' -r -f -a "feishu\t''
lark\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l client-id -l app-id -d 'The client id (App ID) [env: FEISHU_USER_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_USER_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l brand -d 'feishu (China) or lark (international) [default: feishu]' -r -f -a "feishu\t''
lark\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l redirect-uri -d 'redirect address, as entered for the application [env: FEISHU_USER_REDIRECT_URI] [default: http://localhost:8080/callback]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l client-id -l app-id -d 'The client id (App ID) [env: FEISHU_V3_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_V3_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l brand -d 'feishu (China) or lark (international) [default: feishu]' -r -f -a "feishu\t''
lark\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand feishu-v3" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l client-id -d 'The client id (Client ID) [env: GITEE_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l client-secret -d 'The client secret; other users of this machine may see it (Client Secret) [env: GITEE_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l redirect-uri -d 'redirect address (应用回调地址), as entered for the application [env: GITEE_REDIRECT_URI] [default: http://localhost:8080/callback]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand gitee" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l client-id -d 'The client id (client ID) [env: GITHUB_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l client-secret -d 'The client secret; other users of this machine may see it (client secret) [env: GITHUB_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand github" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l client-id -d 'The client id (client ID) [env: GOOGLE_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l client-secret -d 'The client secret; other users of this machine may see it (client secret) [env: GOOGLE_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand google" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l client-id -d 'The client id (OAuth 2.0 client ID) [env: HUAWEI_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l client-secret -d 'The client secret; other users of this machine may see it (OAuth 2.0 client secret) [env: HUAWEI_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l redirect-uri -d 'redirect address, as registered for the application; for a login alone [env: HUAWEI_REDIRECT_URI]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand huawei" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l client-id -d 'The client id (Client ID) [env: KEYCLOAK_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l client-secret -d 'The client secret; other users of this machine may see it (Client Secret) [env: KEYCLOAK_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l base-url -d 'address of the server, such as https://sso.example.com, before version 17 with /auth; no slash at its end [env: KEYCLOAK_BASE_URL, KEYCLOAK_URL]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l realm -d 'name of the realm [env: KEYCLOAK_REALM]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand keycloak" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l client-id -d 'The client id [env: OAUTH2_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l client-secret -d 'The client secret; other users of this machine may see it [env: OAUTH2_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l authorize-url -d 'address that a person\'s browser is sent to [env: OAUTH2_AUTHORIZE_URL]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l client-auth -d 'how the client sends its secret: in the form (post), in a header (basic), or not at all (none) [default: post]' -r -f -a "basic\t''
none\t''
post\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l device-url -d 'address that gives codes for a login on another device [env: OAUTH2_DEVICE_URL]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l issuer -d 'name by which the server calls itself after a login; an answer with another one is turned away [env: OAUTH2_ISSUER]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l revoke-url -d 'address that ends a session [env: OAUTH2_REVOKE_URL]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l token-url -d 'address of the token endpoint [env: OAUTH2_TOKEN_URL]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand oauth2" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l client-id -d 'The client id (Client ID) [env: OKTA_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l client-secret -d 'The client secret; other users of this machine may see it (Client Secret) [env: OKTA_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l authorization-server -d 'ID of the authorization server [env: OKTA_AUTHORIZATION_SERVER] [default: default]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l client-auth -d 'as the application is set up: in a header (basic), or in the form (post) [default: basic]' -r -f -a "basic\t''
post\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l domain -d 'domain of the organization, such as example.okta.com [env: OKTA_DOMAIN]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l redirect-uri -d 'redirect address, as entered for the application [env: OKTA_REDIRECT_URI] [default: http://localhost:8080/callback]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand okta" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l client-id -l app-id -d 'The client id (AppID) [env: QQ_BOT_CLIENT_ID, QQ_BOT_APP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret) [env: QQ_BOT_CLIENT_SECRET, QQ_BOT_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l environment -d 'which API is called: production or sandbox [default: production]' -r -f -a "production\t''
sandbox\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-bot" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l client-id -l app-id -d 'The client id (APP ID) [env: QQ_CONNECT_CLIENT_ID, QQ_CONNECT_APP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l client-secret -l app-key -d 'The client secret; other users of this machine may see it (APP Key) [env: QQ_CONNECT_CLIENT_SECRET, QQ_CONNECT_APP_KEY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l redirect-uri -d 'redirect address, on the domain registered for the application [env: QQ_CONNECT_REDIRECT_URI]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand qq-connect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l client-id -d 'The client id (Client ID) [env: QQMAIL_CLIENT_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l client-secret -d 'The client secret; other users of this machine may see it (Client Secret) [env: QQMAIL_CLIENT_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand qqmail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l client-id -l app-id -d 'The client id (AppID) [env: WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l client-id -l app-id -d 'The client id (AppID) [env: WECHAT_STABLE_CLIENT_ID, WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_STABLE_CLIENT_SECRET, WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-stable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l client-id -l app-id -d 'The client id (AppID) [env: WECHAT_USER_CLIENT_ID, WECHAT_USER_APP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l client-secret -l app-secret -d 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_USER_CLIENT_SECRET, WECHAT_USER_APP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l page -d 'where the person agrees: a link opened inside WeChat (inside), or a code to scan, for websites (scan) [default: inside]' -r -f -a "inside\t''
scan\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l redirect-uri -d 'redirect address, on the domain registered for the account [env: WECHAT_USER_REDIRECT_URI]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand wechat-user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l client-id -l corp-id -d 'The client id (corpid (企业ID)) [env: WECOM_CLIENT_ID, WECOM_CORP_ID]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l client-secret -l corp-secret -d 'The client secret; other users of this machine may see it (corpsecret (Secret)) [env: WECOM_CLIENT_SECRET, WECOM_CORP_SECRET]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l client-secret-file -d 'A file with the client secret, or - for stdin' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l scope -d 'What the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l audience -d 'Who the token is for, where the server wants to know' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l resource -d 'The resource the token is for (RFC 8707)' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l param -d 'An extra field of the request; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l env-name -d 'The variable\'s name in the formats env, dotenv, fish and powershell' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l dry-run -d 'Show the request, without secrets, and send nothing'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand wecom" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from alimail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from alimail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from alimail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from alimail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from alimail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from auth0" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from auth0" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from auth0" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from auth0" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from auth0" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from azure-china" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from azure-china" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from azure-china" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from azure-china" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from azure-china" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from baidu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from baidu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from baidu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from baidu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from baidu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-corp" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-corp" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-corp" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-corp" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-corp" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from dingtalk-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from entra-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from exmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from exmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from exmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from exmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from exmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-v3" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-v3" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-v3" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-v3" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from feishu-v3" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from gitee" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from gitee" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from gitee" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from gitee" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from gitee" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from github" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from github" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from github" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from github" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from github" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from google" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from google" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from google" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from google" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from google" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from huawei" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from huawei" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from huawei" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from huawei" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from huawei" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from keycloak" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from keycloak" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from keycloak" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from keycloak" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from keycloak" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from oauth2" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from oauth2" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from oauth2" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from oauth2" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from oauth2" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from okta" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from okta" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from okta" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from okta" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from okta" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-bot" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-bot" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-bot" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-bot" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-bot" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-connect" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-connect" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-connect" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-connect" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qq-connect" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qqmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qqmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qqmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qqmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from qqmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-stable" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-stable" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-stable" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-stable" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-stable" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wechat-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand api; and __fish_seen_subcommand_from wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from alimail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from alimail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from alimail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from alimail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from alimail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from auth0" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from auth0" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from auth0" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from auth0" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from auth0" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from azure-china" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from azure-china" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from azure-china" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from azure-china" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from azure-china" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from baidu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from baidu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from baidu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from baidu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from baidu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-corp" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-corp" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-corp" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-corp" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-corp" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from dingtalk-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from entra-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from exmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from exmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from exmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from exmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from exmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-v3" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-v3" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-v3" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-v3" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from feishu-v3" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from gitee" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from gitee" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from gitee" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from gitee" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from gitee" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from github" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from github" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from github" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from github" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from github" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from google" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from google" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from google" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from google" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from google" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from huawei" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from huawei" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from huawei" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from huawei" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from huawei" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from keycloak" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from keycloak" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from keycloak" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from keycloak" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from keycloak" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from oauth2" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from oauth2" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from oauth2" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from oauth2" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from oauth2" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from okta" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from okta" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from okta" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from okta" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from okta" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-bot" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-bot" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-bot" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-bot" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-bot" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-connect" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-connect" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-connect" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-connect" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qq-connect" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qqmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qqmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qqmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qqmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from qqmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-stable" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-stable" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-stable" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-stable" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-stable" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wechat-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand login; and __fish_seen_subcommand_from wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from alimail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from alimail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from alimail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from alimail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from alimail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from auth0" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from auth0" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from auth0" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from auth0" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from auth0" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from azure-china" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from azure-china" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from azure-china" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from azure-china" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from azure-china" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from baidu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from baidu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from baidu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from baidu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from baidu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-corp" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-corp" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-corp" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-corp" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-corp" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from dingtalk-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from entra-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from exmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from exmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from exmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from exmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from exmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-v3" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-v3" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-v3" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-v3" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from feishu-v3" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from gitee" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from gitee" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from gitee" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from gitee" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from gitee" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from github" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from github" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from github" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from github" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from github" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from google" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from google" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from google" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from google" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from google" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from huawei" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from huawei" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from huawei" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from huawei" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from huawei" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from keycloak" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from keycloak" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from keycloak" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from keycloak" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from keycloak" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from oauth2" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from oauth2" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from oauth2" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from oauth2" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from oauth2" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from okta" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from okta" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from okta" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from okta" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from okta" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-bot" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-bot" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-bot" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-bot" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-bot" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-connect" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-connect" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-connect" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-connect" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qq-connect" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qqmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qqmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qqmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qqmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from qqmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-stable" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-stable" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-stable" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-stable" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-stable" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wechat-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand logout; and __fish_seen_subcommand_from wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from alimail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from alimail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from alimail" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from alimail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from alimail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from alimail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from auth0" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from auth0" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from auth0" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from auth0" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from auth0" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from auth0" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from azure-china" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from azure-china" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from azure-china" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from azure-china" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from azure-china" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from azure-china" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from baidu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from baidu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from baidu" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from baidu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from baidu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from baidu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-corp" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-corp" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-corp" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-corp" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-corp" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-corp" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-user" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-v1" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from dingtalk-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra-v1" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra-v1" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra-v1" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra-v1" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra-v1" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from entra-v1" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from exmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from exmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from exmail" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from exmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from exmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from exmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-user" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-v3" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-v3" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-v3" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-v3" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-v3" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from feishu-v3" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from gitee" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from gitee" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from gitee" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from gitee" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from gitee" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from gitee" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from github" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from github" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from github" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from github" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from github" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from github" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from google" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from google" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from google" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from google" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from google" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from google" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from huawei" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from huawei" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from huawei" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from huawei" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from huawei" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from huawei" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from keycloak" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from keycloak" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from keycloak" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from keycloak" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from keycloak" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from keycloak" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from oauth2" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from oauth2" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from oauth2" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from oauth2" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from oauth2" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from oauth2" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from okta" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from okta" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from okta" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from okta" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from okta" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from okta" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-bot" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-bot" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-bot" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-bot" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-bot" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-bot" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-connect" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-connect" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-connect" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-connect" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-connect" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qq-connect" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qqmail" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qqmail" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qqmail" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qqmail" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qqmail" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from qqmail" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-stable" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-stable" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-stable" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-stable" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-stable" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-stable" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-user" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-user" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-user" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-user" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-user" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wechat-user" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wecom" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wecom" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wecom" -l json -d 'Print the report as JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wecom" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wecom" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand doctor; and __fish_seen_subcommand_from wecom" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l allow-host -d 'A further server that the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand docker-credential" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l env-name -d 'The variable\'s name [default: ACCESS_TOKEN]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l min-valid -d 'Want at least this much life left [default: 60s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l rejected -d 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l lock-timeout -d 'Longest wait for another process\'s request [default: --timeout and 5s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l file -d 'Give the token in a file without a name instead, whose path is in ACCESS_TOKEN_FILE: an environment is inherited by whatever the command starts'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l force -d 'Ask the vendor even if a stored token is valid'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l offline -d 'Answer from the cache or fail'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l no-cache -d 'Neither read nor write the cache'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l require-cache -d 'Fail if the token cannot be stored'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l allow-host -d 'A further server that the token is for; may be given several times' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l user -d 'Whose token it is, for readers that want a name beside it, such as mail programs' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l grant -d 'The application\'s own token, or that of the person who logged in' -r -f -a "app\t''
user\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l timeout -d 'For the whole call [default: 30s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l connect-timeout -d 'For resolving the name, and for connecting [default: 10s]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l retries -d 'How often a request that failed for a passing reason is repeated [default: 2]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l cacert -d 'Certificate authorities to believe besides the system\'s [env: SSL_CERT_FILE, SSL_CERT_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l proxy -d 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]' -r
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l require-scope -d 'Fail if the token lacks some of the scope, instead of a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -s 4 -l ipv4 -d 'Connect over IPv4 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -s 6 -l ipv6 -d 'Connect over IPv6 only'
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand git-credential" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -f -a "list" -d 'Stored tokens and how long they live; never the tokens'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -f -a "clear" -d 'Forget one profile\'s tokens, or all'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -f -a "path" -d 'Print the folder'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -f -a "verify" -d 'Read every entry and tell which are damaged'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and not __fish_seen_subcommand_from list clear path verify help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from list" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from list" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from list" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from clear" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from clear" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from clear" -l sessions -d 'Sessions too, which cannot be fetched again: log out instead'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from clear" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from clear" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from clear" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from path" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from path" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from path" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from verify" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from verify" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from verify" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "list" -d 'Stored tokens and how long they live; never the tokens'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "clear" -d 'Forget one profile\'s tokens, or all'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the folder'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Read every entry and tell which are damaged'
complete -c gettoken -n "__fish_gettoken_using_subcommand cache; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand completions" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand completions" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand completions" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand completions" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand completions" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -f -a "path" -d 'Print where the config file is'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -f -a "init" -d 'Write a commented sample, unless there is a file already'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -f -a "check" -d 'Read the config file and every provider it names'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -f -a "set-secret" -d 'Put a profile\'s client secret, from stdin, into the system\'s keyring'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -f -a "remove-secret" -d 'Remove a profile\'s client secret from the system\'s keyring'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and not __fish_seen_subcommand_from path init check set-secret remove-secret help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from path" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from path" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from path" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from init" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from init" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from init" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from check" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from check" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from check" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from set-secret" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from set-secret" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from set-secret" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from set-secret" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from set-secret" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from remove-secret" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from remove-secret" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from remove-secret" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from remove-secret" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from remove-secret" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print where the config file is'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Write a commented sample, unless there is a file already'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "check" -d 'Read the config file and every provider it names'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set-secret" -d 'Put a profile\'s client secret, from stdin, into the system\'s keyring'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "remove-secret" -d 'Remove a profile\'s client secret from the system\'s keyring'
complete -c gettoken -n "__fish_gettoken_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -s o -l output -d 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]' -r -f -a "text\t''
token\t''
header\t''
json\t''
env\t''
dotenv\t''
fish\t''
powershell\t''
curl\t''
netrc\t''
xoauth2\t''
oauthbearer\t''
git-credential\t''
docker\t''
exec-credential\t''
gcloud\t''
ci-mask\t''
template=\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -l serve -d 'Keep the server up, and print what to export so that scripts work offline'
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand demo" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -f -a "list" -d 'Every provider with its title'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -f -a "show" -d 'Print a definition in the form you may copy and change'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -f -a "check" -d 'Check definitions and run their examples'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and not __fish_seen_subcommand_from list show check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from list" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from list" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from list" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from show" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from show" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from show" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from check" -l config-dir -d 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]' -r -F
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from check" -l error-format -d 'How errors are written on stderr' -r -f -a "text\t''
json\t''"
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from check" -l insecure-file-mode -d 'Take files with secrets although others may read them, with a warning'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say on stderr where each value came from and what was asked'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from help" -f -a "list" -d 'Every provider with its title'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print a definition in the form you may copy and change'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check definitions and run their examples'
complete -c gettoken -n "__fish_gettoken_using_subcommand providers; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "api" -d 'Call the vendor\'s API with the token; one more try with a new one when it is rejected'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "login" -d 'Log in, in a browser or on another device, and stay logged in'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "logout" -d 'End a session here and at the vendor'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "doctor" -d 'Say what is right, doubtful or wrong, and what to do about it'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "docker-credential" -d 'Answer docker, podman and skopeo as their credential helper'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "exec" -d 'Run a command with the token in its environment'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "git-credential" -d 'Answer git as its credential helper'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "cache" -d 'What is stored, until when; forget one or all'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "completions" -d 'Print a completion script'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "config" -d 'The config file: where, a commented sample, is it right'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "demo" -d 'The main job against a mock token server on loopback: no account needed'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "providers" -d 'The definitions: the built-in ones and your own'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and not __fish_seen_subcommand_from alimail auth0 azure-china baidu dingtalk dingtalk-corp dingtalk-user dingtalk-v1 entra entra-v1 exmail feishu feishu-user feishu-v3 gitee github google huawei keycloak oauth2 okta qq-bot qq-connect qqmail wechat wechat-stable wechat-user wecom api login logout doctor docker-credential exec git-credential cache completions config demo providers help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from api" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from login" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from logout" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "alimail" -d 'Alimail (阿里邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "auth0" -d 'Auth0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "azure-china" -d 'Azure China (世纪互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "baidu" -d 'Baidu AI (百度智能云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "dingtalk" -d 'DingTalk (钉钉)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "dingtalk-corp" -d 'DingTalk (钉钉), one organization'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "dingtalk-user" -d 'DingTalk (钉钉), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "dingtalk-v1" -d 'DingTalk (钉钉), API v1.0'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "entra" -d 'Microsoft Entra ID (Azure AD)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "entra-v1" -d 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "exmail" -d 'Tencent Exmail (腾讯企业邮)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "feishu" -d 'Feishu (飞书) and Lark'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "feishu-user" -d 'Feishu (飞书) and Lark, for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "feishu-v3" -d 'Feishu (飞书) and Lark, OAuth endpoint'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "gitee" -d 'Gitee (码云)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "github" -d 'GitHub'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "google" -d 'Google'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "huawei" -d 'Huawei (华为)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "keycloak" -d 'Keycloak'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "oauth2" -d 'OAuth 2.0 (any server)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "okta" -d 'Okta'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "qq-bot" -d 'QQ Bot (QQ 机器人)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "qq-connect" -d 'QQ Connect (QQ 互联)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "qqmail" -d 'QQ Mail (QQ 邮箱)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "wechat" -d 'WeChat (微信), classic token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "wechat-stable" -d 'WeChat (微信), stable token'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "wechat-user" -d 'WeChat (微信), for a person'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "wecom" -d 'WeCom (企业微信)'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "list" -d 'Stored tokens and how long they live; never the tokens'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "clear" -d 'Forget one profile\'s tokens, or all'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "path" -d 'Print the folder'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from cache" -f -a "verify" -d 'Read every entry and tell which are damaged'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print where the config file is'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Write a commented sample, unless there is a file already'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "check" -d 'Read the config file and every provider it names'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set-secret" -d 'Put a profile\'s client secret, from stdin, into the system\'s keyring'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "remove-secret" -d 'Remove a profile\'s client secret from the system\'s keyring'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from providers" -f -a "list" -d 'Every provider with its title'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from providers" -f -a "show" -d 'Print a definition in the form you may copy and change'
complete -c gettoken -n "__fish_gettoken_using_subcommand help; and __fish_seen_subcommand_from providers" -f -a "check" -d 'Check definitions and run their examples'
